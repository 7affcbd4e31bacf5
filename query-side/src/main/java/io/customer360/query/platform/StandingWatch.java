package io.customer360.query.platform;

import io.customer360.platform.background.BackgroundThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
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
    private final List<Look> looks;
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
        this.interval = properties.interval();
        this.rates = new Rates(properties.span());
        this.looks = Stream.concat(Stream.of(new OfReaders(), new OfOwnFailures()), others.stream())
                .map(Look::new)
                .toList();
    }

    /** What is looked at by itself: where one thing can't be asked, the others are still told. */
    private static final class Look {

        private final Watched watched;
        private boolean failed;

        Look(Watched watched) {
            this.watched = watched;
        }

        void take(BackgroundThread.Turn turn) {
            try {
                watched.look();
                failed = false;
            } catch (RuntimeException | Error unavailable) {
                watched.forget();
                if (!failed && !turn.isOver()) {
                    LOG.warn(
                            "{} can't look how it is for now",
                            watched.getClass().getSimpleName(),
                            unavailable);
                    failed = true;
                }
            }
        }
    }

    private final class OfReaders implements Watched {

        @Override
        public void look() {
            Standing standing = standings.look();
            Seen now = new Seen(System.nanoTime(), standing);
            rates.add(now.nanos(), standing);
            seen = now;
        }

        @Override
        public void forget() {
            seen = null;
        }
    }

    private final class OfOwnFailures implements Watched {

        @Override
        public void look() {
            writeFailures();
        }

        /** Nothing was seen: it is told once it can be. */
        @Override
        public void forget() {}
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
        Duration pause;
        do {
            long began = System.nanoTime();
            looks.forEach(look -> look.take(turn));
            pause = pauseAfter(System.nanoTime() - began);
        } while (turn.pause(pause));
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
