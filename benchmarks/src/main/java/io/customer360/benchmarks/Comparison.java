package io.customer360.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How fast something of ours is, against what the machine does with the same bytes in the same run.
 *
 * @param unit of the rates, by the second
 * @param target the ratio to reach, null where none is set
 */
record Comparison(
        String name,
        String subject,
        String baseline,
        String unit,
        List<Round> rounds,
        @Nullable Double target) {

    Comparison {
        rounds = List.copyOf(rounds);
    }

    /** Rates that were measured one right after the other. */
    record Round(double subject, double baseline) {

        double ratio() {
            return subject / baseline;
        }
    }

    double medianSubject() {
        return median(Round::subject);
    }

    double medianBaseline() {
        return median(Round::baseline);
    }

    /** The median of the rounds' ratios: what the machine did meanwhile weighs on both sides of each. */
    double medianRatio() {
        return median(Round::ratio);
    }

    double lowestRatio() {
        return rounds.stream().mapToDouble(Round::ratio).min().orElse(Double.NaN);
    }

    double highestRatio() {
        return rounds.stream().mapToDouble(Round::ratio).max().orElse(Double.NaN);
    }

    private double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
