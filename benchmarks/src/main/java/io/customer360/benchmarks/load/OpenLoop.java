package io.customer360.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each request when it is due, in a thread of its own, and counts from that moment: what a request waited before
 * it could be sent is part of how long it took. None is left out, and none waits for another one's answer.
 */
public final class OpenLoop {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLoop.class);

    /** Beyond this the system has not kept up for so long that there is nothing to learn from waiting longer. */
    private static final int MOST_UNDER_WAY = 10_000;

    private static final Duration LONGEST_END = Duration.ofMinutes(2);

    private OpenLoop() {}

    /** What is done at each arrival. */
    @FunctionalInterface
    public interface Request {
        /** @param due the moment at which it was to begin, as of {@link System#nanoTime()} */
        void send(int arrival, long due) throws Exception;
    }

    /**
     * What came of it.
     *
     * @param latencies from the moment that was due to the end, of those that did not fail
     * @param latestSent how many milliseconds after its moment a request was sent at worst: the client's own share
     */
    public record Outcome(
            Latencies latencies, int failures, @Nullable Throwable firstFailure, double latestSent) {

        /** @throws IllegalStateException if a request has failed */
        public Latencies withoutFailures() {
            if (failures > 0) {
                throw new IllegalStateException(
                        "%d of %d requests failed, the first with %s"
                                .formatted(failures, failures + latencies.count(), firstFailure),
                        firstFailure);
            }
            return latencies;
        }
    }

    /** @throws IllegalStateException if the system falls behind without end */
    public static Outcome run(Schedule schedule, Request request) throws InterruptedException {
        Latencies latencies = new Latencies();
        AtomicInteger failures = new AtomicInteger();
        AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
        Semaphore places = new Semaphore(MOST_UNDER_WAY);
        long latest = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int i = 0; i < schedule.arrivals(); i++) {
                int arrival = i;
                long due = begin + schedule.due(arrival);
                awaitMoment(due);
                if (!places.tryAcquire()) {
                    threads.shutdownNow();
                    throw new IllegalStateException("%d requests are under way after %d arrivals at %.1f a second"
                            .formatted(MOST_UNDER_WAY, arrival, schedule.rate()));
                }
                latest = Math.max(latest, System.nanoTime() - due);
                threads.execute(() -> {
                    try {
                        request.send(arrival, due);
                        latencies.add(System.nanoTime() - due);
                    } catch (Exception failure) {
                        failures.incrementAndGet();
                        firstFailure.compareAndSet(null, failure);
                    } finally {
                        places.release();
                    }
                });
            }
            threads.shutdown();
            if (!threads.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
                throw new IllegalStateException("%d requests are still under way %d s after the last arrival"
                        .formatted(MOST_UNDER_WAY - places.availablePermits(), LONGEST_END.toSeconds()));
            }
        }
        Outcome outcome = new Outcome(latencies, failures.get(), firstFailure.get(), latest / 1e6);
        LOG.info(
                "{} requests at {}/s, the latest sent {} ms after it was due",
                schedule.arrivals(),
                schedule.rate(),
                Math.round(outcome.latestSent()));
        return outcome;
    }

    private static void awaitMoment(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
