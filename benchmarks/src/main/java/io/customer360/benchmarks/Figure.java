package io.customer360.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Something measured, in several rounds: by itself, or against what the machine does with the same bytes in the same
 * run.
 *
 * @param size how much of what it was measured with
 * @param unit of what is measured, and of the baseline
 * @param baseline what it is held against; null if the value itself is what counts
 * @param target of the ratio, or of the value where there is no baseline; null where none is set
 */
record Figure(
        String name,
        String subject,
        String size,
        String unit,
        @Nullable String baseline,
        List<Round> rounds,
        @Nullable Target target)
        implements Measured {

    Figure {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("No round of " + subject);
        }
    }

    /** A value by itself. */
    static Figure of(
            String name, String subject, String size, String unit, List<Double> values, @Nullable Target target) {
        return new Figure(
                name,
                subject,
                size,
                unit,
                null,
                values.stream().map(value -> new Round(value, null)).toList(),
                target);
    }

    /**
     * What was measured one right after the other.
     *
     * @param baseline null where there is none
     */
    record Round(double subject, @Nullable Double baseline) {

        /** The ratio, or what is measured where there is no baseline. */
        double figure() {
            return baseline == null ? subject : subject / baseline;
        }
    }

    double subjectMedian() {
        return median(Round::subject);
    }

    double baselineMedian() {
        return median(round -> round.baseline() == null ? Double.NaN : round.baseline());
    }

    /** The median of the rounds' ratios: what the machine did meanwhile weighs on both sides of each. */
    double median() {
        return median(Round::figure);
    }

    double lowest() {
        return rounds.stream().mapToDouble(Round::figure).min().orElseThrow();
    }

    double highest() {
        return rounds.stream().mapToDouble(Round::figure).max().orElseThrow();
    }

    private double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
