package io.customer360.benchmarks.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long things took, by as many threads as there are, in microseconds with three digits. */
public final class Latencies {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(30);
    private static final int DIGITS = 3;
    private static final double MICROS_OF_A_MILLISECOND = 1000;

    private final Histogram histogram = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

    /** In milliseconds. */
    public record Summary(long count, double median, double p90, double p99, double p999, double longest) {}

    public void add(long nanos) {
        histogram.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS));
    }

    public long count() {
        return histogram.getTotalCount();
    }

    public Summary summary() {
        return new Summary(
                count(),
                millis(50),
                millis(90),
                millis(99),
                millis(99.9),
                histogram.getMaxValue() / MICROS_OF_A_MILLISECOND);
    }

    private double millis(double percentile) {
        return histogram.getValueAtPercentile(percentile) / MICROS_OF_A_MILLISECOND;
    }
}
