package io.customer360.query.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** What a reader counts and times where it works, once a batch. */
record ReaderMeters(Counter events, Timer delay, Clock clock) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    // What is promised, so that a rule can ask how many kept it: readable by id, and findable by a search.
    private static final Duration READABLE = Duration.ofMillis(250);
    private static final Duration FINDABLE = Duration.ofMillis(1500);

    static ReaderMeters of(String reader, MeterRegistry registry, Clock clock) {
        return new ReaderMeters(
                Counter.builder("customer360.reader.events")
                        .description("Events of the ledger that this node has handled for the reader, parked ones"
                                + " included")
                        .baseUnit("events")
                        .tag("reader", reader)
                        .register(registry),
                Timer.builder("customer360.reader.delay")
                        .description("From when a fact was recorded until this node had it in the view, where it can"
                                + " be read by its id; facts that were parked are left out")
                        .tag("reader", reader)
                        .publishPercentileHistogram()
                        .serviceLevelObjectives(READABLE, FINDABLE)
                        .minimumExpectedValue(SHORTEST)
                        .maximumExpectedValue(LONGEST)
                        .register(registry),
                clock);
    }

    /** @param recorded when those of the events had been recorded that were folded into the view */
    void handled(int count, Collection<Instant> recorded) {
        events.increment(count);
        Instant now = clock.instant();
        for (Instant then : recorded) {
            // The clock of the node that recorded it may be ahead.
            delay.record(then.isBefore(now) ? Duration.between(then, now) : Duration.ZERO);
        }
    }
}
