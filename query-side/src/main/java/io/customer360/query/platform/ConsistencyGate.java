package io.customer360.query.platform;

import io.customer360.query.ledger.ConsistencyToken;
import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.LedgerArrivals;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.ledger.ReadView;
import io.customer360.query.ledger.Relay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Lets a read wait until the views show what its consistency token stands for. */
@Component
@EnableConfigurationProperties(ConsistencyProperties.class)
public class ConsistencyGate {

    /**
     * What another node's readers wrote is found by looking: after a quarter of the time that it has taken so far,
     * about.
     */
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(40).toNanos();

    private static final long LONGEST_BETWEEN_LOOKS_NANOS =
            Duration.ofMillis(500).toNanos();

    private final Ledger ledger;
    private final LedgerArrivals arrivals;
    private final Relay relay;
    private final List<ReadView> views;
    private final ViewProgress progress;
    private final StoredTokens tokens;
    private final OutdatedViews outdated;
    private final Duration timeout;
    private final CoalescedRefresh refresh;

    ConsistencyGate(
            Ledger ledger,
            LedgerArrivals arrivals,
            Relay relay,
            List<ReadView> views,
            ViewProgress progress,
            StoredTokens tokens,
            OutdatedViews outdated,
            ConsistencyProperties properties) {
        this.ledger = ledger;
        this.arrivals = arrivals;
        this.relay = relay;
        this.views = views;
        this.progress = progress;
        this.tokens = tokens;
        this.outdated = outdated;
        this.timeout = properties.timeout();
        this.refresh = new CoalescedRefresh(() -> views.forEach(ReadView::refresh));
    }

    /**
     * Waits until all views show an event, and, if wanted, until searches find it.
     *
     * @return by how many events the views are behind; 0 if they show it
     * @throws UnknownToken if there is no such event
     */
    public long await(ConsistencyToken token, boolean searchable) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Optional<LedgerEntry> entry = awaitEntry(token, deadline);
        if (entry.isEmpty()) {
            return lagOfLedger(token);
        }
        for (ReadView view : views) {
            // Until an outdated view is built again takes longer than anybody waits.
            if (!awaitView(view, entry.get(), outdated.isOf(view.name()) ? System.nanoTime() : deadline)) {
                return lagOf(view);
            }
        }
        if (searchable) {
            refresh.run();
        }
        return 0;
    }

    /** By how many events the views are behind that wait for being built again; 0 if none do. */
    long lagOfOutdated() {
        return views.stream()
                .filter(view -> outdated.isOf(view.name()))
                .mapToLong(this::behindLedger)
                .max()
                .orElse(0);
    }

    private Optional<LedgerEntry> awaitEntry(ConsistencyToken token, long deadline) throws InterruptedException {
        long known = arrivals.position();
        Optional<LedgerEntry> entry = ledger.findByEventId(token.eventId());
        if (entry.isEmpty() && !relay.mayArrive(token.eventId())) {
            // It may have arrived between the two questions.
            return ledger.findByEventId(token.eventId()).or(() -> {
                throw new UnknownToken(token);
            });
        }
        while (entry.isEmpty() && System.nanoTime() - deadline < 0) {
            arrivals.awaitBeyond(known, deadline - System.nanoTime());
            known = arrivals.position();
            entry = ledger.findByEventId(token.eventId());
        }
        return entry;
    }

    private boolean awaitView(ReadView view, LedgerEntry entry, long deadline) throws InterruptedException {
        try (ViewProgress.Waiting waiting = progress.at(view.name(), String.valueOf(entry.customerId()))) {
            long begin = System.nanoTime();
            while (!view.shows(entry)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                long pause = Math.clamp((System.nanoTime() - begin) / 4, LOOK_AGAIN_NANOS, LONGEST_BETWEEN_LOOKS_NANOS);
                waiting.await(Math.min(left, pause));
            }
            return true;
        }
    }

    private long lagOfLedger(ConsistencyToken token) {
        OptionalLong pending = relay.pending();
        boolean nothingToCome = pending.isPresent() && pending.getAsLong() == 0;
        if (nothingToCome && ledger.findByEventId(token.eventId()).isEmpty()) {
            throw new UnknownToken(token);
        }
        long slowest = views.stream().mapToLong(this::behindLedger).max().orElse(0);
        return Math.max(1, pending.orElse(0) + slowest);
    }

    /** At least 1: a view that has handled everything may have parked what is waited for. */
    private long lagOf(ReadView view) {
        return Math.max(1, behindLedger(view));
    }

    private long behindLedger(ReadView view) {
        return Math.max(0, ledger.headPosition() - tokens.position(view.name()));
    }

    /** No event has this id. */
    public static final class UnknownToken extends RuntimeException {
        UnknownToken(ConsistencyToken token) {
            super(token.eventId());
        }
    }
}
