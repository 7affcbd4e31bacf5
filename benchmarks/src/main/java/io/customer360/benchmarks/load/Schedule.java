package io.customer360.benchmarks.load;

import java.time.Duration;

/**
 * When requests are due: at a fixed rate, whatever became of those before. A client that waits for an answer before it
 * sends the next request would send fewer of them exactly while the system is slow, and leave out the waiting of those
 * that it did not send.
 *
 * @param rate arrivals a second
 * @param arrivals how many there are
 */
public record Schedule(double rate, int arrivals) {

    private static final double NANOS = 1e9;

    public Schedule {
        if (!(rate > 0) || arrivals < 1) {
            throw new IllegalArgumentException("%d arrivals at %s a second".formatted(arrivals, rate));
        }
    }

    /** At least one arrival. */
    public static Schedule of(double rate, Duration length) {
        return new Schedule(rate, Math.max(1, (int) Math.round(rate * length.toNanos() / NANOS)));
    }

    /** When an arrival is due, in nanoseconds after the first one. */
    public long due(int arrival) {
        return Math.round(arrival / rate * NANOS);
    }
}
