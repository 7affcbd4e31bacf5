package io.customer360.query.platform;

import io.customer360.platform.background.BackgroundThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every few seconds how far the readers and the relay are, so that meters cost no question when they are read,
 * and rates have something to compare with. It also writes down what hinders readers of this process.
 */
@Component
@EnableConfigurationProperties(WatchProperties.class)
class StandingWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StandingWatch.class);

    /** A look takes no more than one part in so many of the time, as long as that leaves it worth anything. */
    private static final int PARTS = 20;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** What was seen before that is not told any more. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(3);

    private final Standings standings;
    private final ReaderSet readers;
    private final ReaderFailures failures;
    private final Duration interval;
    private final List<Watched> others;
    private final Rates rates;
    private final Map<String, ReaderFailures.Told> written = new HashMap<>();

    private volatile @Nullable Seen seen;
    private final BackgroundThread thread = new BackgroundThread("standing-watch", this::watch);

    private record Seen(long nanos, Standing standing) {}

    /** @param others what is looked at as well */
    StandingWatch(
            Standings standings,
            ReaderSet readers,
            ReaderFailures failures,
            ObjectProvider<Watched> others,
            WatchProperties properties) {
        this.standings = standings;
        this.readers = readers;
        this.failures = failures;
        this.others = others.stream().toList();
        this.interval = properties.interval();
        this.rates = new Rates(properties.span());
    }

    /** What was last seen, some seconds ago at most; empty if the database can't be asked. */
    Optional<Standing> latest() {
        Seen last = seen;
        return last == null || System.nanoTime() - last.nanos() > FORGOTTEN.toNanos()
                ? Optional.empty()
                : Optional.of(last.standing());
    }

    /** Events a second up to now; empty if that can't be told yet. */
    OptionalDouble rateOfRelay(Standing now) {
        return rates.ofRelay(System.nanoTime(), now);
    }

    /** Events a second up to now; empty if that can't be told yet. */
    OptionalDouble rateOf(Standing.OfReader now) {
        return rates.ofReader(System.nanoTime(), now);
    }

    private void watch(BackgroundThread.Turn turn) throws InterruptedException {
        boolean failed = false;
        Duration pause;
        do {
            long began = System.nanoTime();
            try {
                look();
                failed = false;
            } catch (RuntimeException unavailable) {
                seen = null;
                others.forEach(Watched::forget);
                if (!failed && !turn.isOver()) {
                    LOG.warn("How far the readers are can't be told for now", unavailable);
                    failed = true;
                }
            }
            pause = pauseAfter(System.nanoTime() - began);
        } while (turn.pause(pause));
    }

    private void look() {
        Standing standing = standings.look();
        Seen now = new Seen(System.nanoTime(), standing);
        rates.add(now.nanos(), standing);
        seen = now;
        others.forEach(Watched::look);
        writeFailures();
    }

    private void writeFailures() {
        for (ReaderSet.Member member : readers.members()) {
            String name = member.reader().name();
            for (Reader.Failure failure : member.reader().failures()) {
                ReaderFailures.Told told = ReaderFailures.Told.here(name, failure);
                String key = name + "/" + failure.segment();
                if (!told.equals(written.get(key))) {
                    failures.tell(told);
                    written.put(key, told);
                }
            }
        }
    }

    private Duration pauseAfter(long nanos) {
        Duration longer = Duration.ofNanos(nanos * PARTS);
        Duration bounded = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        return bounded.compareTo(interval) > 0 ? bounded : interval;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop(STOP_TIMEOUT);
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }
}
