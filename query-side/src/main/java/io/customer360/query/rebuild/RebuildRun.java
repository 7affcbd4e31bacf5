package io.customer360.query.rebuild;

import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.ledger.LedgerMessageSource;
import io.customer360.query.platform.RebuiltView;
import io.customer360.query.platform.ViewRebuilding;
import io.customer360.query.platform.elasticsearch.IndexVersions;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a rebuild from where it is to its end. Every step can be repeated, so that an interruption costs what was under
 * way and nothing else.
 */
final class RebuildRun {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRun.class);

    private static final int PAGE = 1_000;

    /** So few facts that the readers may rest while they are folded. */
    private static final int NEARLY_CAUGHT_UP = 500;

    /** So many that the readers go on rather than rest while they are folded. */
    private static final int LEFT_BEHIND = 5_000;

    private static final int BITS_BEHIND_FIRST_BYTE = 56;

    private Rebuild rebuild;
    private final Rebuilds rebuilds;
    private final ViewRebuilding rebuilding;
    private final IndexVersions versions;
    private final Ledger ledger;
    private final LedgerMessageSource source;
    private final Sampling sampling;
    private final TransactionTemplate committedAtOnce;
    private final RebuildProperties properties;
    private final BooleanSupplier stopping;
    private final LongAdder factsOfSlices;

    /**
     * @param committedAtOnce runs its task in a transaction of its own
     * @param stopping whether the process ends
     * @param factsOfSlices told of the facts of slices that are under way
     */
    RebuildRun(
            Rebuild rebuild,
            Rebuilds rebuilds,
            ViewRebuilding rebuilding,
            IndexVersions versions,
            Ledger ledger,
            LedgerMessageSource source,
            Sampling sampling,
            TransactionTemplate committedAtOnce,
            RebuildProperties properties,
            BooleanSupplier stopping,
            LongAdder factsOfSlices) {
        this.rebuild = rebuild;
        this.rebuilds = rebuilds;
        this.rebuilding = rebuilding;
        this.versions = versions;
        this.ledger = ledger;
        this.source = source;
        this.sampling = sampling;
        this.committedAtOnce = committedAtOnce;
        this.properties = properties;
        this.stopping = stopping;
        this.factsOfSlices = factsOfSlices;
    }

    /** Somebody has asked for the rebuild's end. */
    static final class Cancelled extends RuntimeException {
        Cancelled() {
            super("Cancelled on request");
        }
    }

    /**
     * @throws Cancelled if that was asked for before the views have changed over
     * @throws GivenUp if it can't be brought to its end
     * @throws CancellationException if the process ends
     */
    void toEnd() throws InterruptedException {
        if (rebuild.phase() != RebuildPhase.PREPARING) {
            requireIndices();
        }
        if (rebuild.kind() == RebuildKind.REBUILD) {
            from(RebuildPhase.PREPARING, this::prepare);
            from(RebuildPhase.FOLDING, this::fold);
            from(RebuildPhase.SETTLING, this::settle);
        }
        if (rebuild.phase() != RebuildPhase.ENDED) {
            while (!hasTakenOver()) {
                goOn();
                rebuilds.enter(rebuild.id(), RebuildPhase.CATCHING_UP);
                catchUp();
                changeOver();
            }
            settleParked();
        }
        tidyUp();
    }

    private interface Step {
        void take() throws InterruptedException;
    }

    /** Those of a rebuild that goes on after its indices were lost can't be filled where it stands. */
    private void requireIndices() {
        for (Rebuild.View view : rebuild.views()) {
            if (!versions.exists(view.nextIndex())) {
                throw new GivenUp("Index %s is gone".formatted(view.nextIndex()));
            }
        }
    }

    private void from(RebuildPhase phase, Step step) throws InterruptedException {
        if (rebuild.phase().compareTo(phase) <= 0) {
            goOn();
            rebuilds.enter(rebuild.id(), phase);
            step.take();
        }
    }

    private void goOn() {
        if (stopping.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The process ends, or is no longer the one that rebuilds");
        }
        if (rebuilds.find(rebuild.id()).map(Rebuild::cancelRequested).orElse(true)) {
            throw new Cancelled();
        }
    }

    private void prepare() {
        if (rebuild.views().isEmpty()) {
            rebuilds.addViews(
                    rebuild.id(),
                    versions.readers().stream()
                            .map(reader -> new Rebuild.View(reader, versions.live(reader), versions.next(reader)))
                            .toList());
            rebuild = rebuilds.find(rebuild.id()).orElseThrow();
        }
        rebuild.views().forEach(view -> versions.create(view.reader(), view.nextIndex()));
    }

    // ---- customer by customer

    private void fold() throws InterruptedException {
        BitSet done = rebuilds.slicesDone(rebuild.id());
        List<Integer> open = IntStream.range(0, Rebuilds.SLICES)
                .filter(slice -> !done.get(slice))
                .boxed()
                .toList();
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        Callable<Boolean> worker = () -> {
            try {
                for (int i = next.getAndIncrement(); i < open.size() && !failed.get(); i = next.getAndIncrement()) {
                    fold(open.get(i));
                }
                return true;
            } catch (RuntimeException failure) {
                // The others end their slices, and then it is told and tried again.
                failed.set(true);
                throw failure;
            }
        };
        ExecutorService workers = Executors.newFixedThreadPool(
                properties.workers(), Thread.ofPlatform().name("rebuild-", 1).factory());
        try {
            List<Future<Boolean>> ends = IntStream.range(0, properties.workers())
                    .mapToObj(number -> workers.submit(worker))
                    .toList();
            for (Future<Boolean> end : ends) {
                end.get();
            }
        } catch (ExecutionException ended) {
            throw ended.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(ended);
        } finally {
            workers.shutdownNow();
            workers.close();
        }
    }

    private void fold(int slice) {
        List<? extends RebuiltView<?>> views = rebuild.views().stream()
                .map(view -> rebuilding.open(view.reader(), view.nextIndex(), Map.of()))
                .toList();
        UUID begin = new UUID((long) slice << BITS_BEHIND_FIRST_BYTE, 0);
        UUID end = slice == Rebuilds.SLICES - 1 ? null : new UUID((slice + 1L) << BITS_BEHIND_FIRST_BYTE, 0);
        LongAdder facts = new LongAdder();
        try {
            ledger.scanCustomers(begin, end, rebuild.position(), entries -> {
                goOn();
                List<? extends EventMessage<?>> messages = source.messagesOf(entries);
                views.forEach(view -> view.add(messages));
                facts.add(entries.size());
                factsOfSlices.add(entries.size());
            });
            views.forEach(RebuiltView::finish);
            rebuilds.sliceDone(rebuild.id(), slice, facts.sum(), views);
        } finally {
            factsOfSlices.add(-facts.sum());
        }
        giveUpIfTooManyFail();
    }

    private void giveUpIfTooManyFail() {
        long failures = rebuilds.failureCount(rebuild.id());
        if (failures > properties.mostFailures()) {
            String first = rebuild.views().stream()
                    .flatMap(view -> rebuilds.failures(rebuild.id(), view.reader()).entrySet().stream())
                    .findFirst()
                    .map(failure -> "%s at position %d: %s"
                            .formatted(
                                    failure.getKey(),
                                    failure.getValue().position(),
                                    failure.getValue().error()))
                    .orElse("");
            throw new GivenUp(
                    "The facts of %d customers can't be folded, which is more than customer360.rebuild.most-failures allows. One of them is customer %s"
                            .formatted(failures, first));
        }
    }

    private void settle() {
        for (Rebuild.View view : rebuild.views()) {
            versions.settle(view.reader(), view.nextIndex());
            long written = rebuilds.documents(rebuild.id(), view.reader());
            long found = versions.count(view.nextIndex());
            // Of a customer whose documents were refused, some are there and some are not.
            boolean refused = rebuilds.failures(rebuild.id(), view.reader()).values().stream()
                    .anyMatch(RebuiltView.Failure::refused);
            if (refused ? found > written : found != written) {
                throw new GivenUp(
                        "Index %s has %d documents where %d were written".formatted(view.nextIndex(), found, written));
            }
        }
    }

    // ---- in the ledger's order

    private void catchUp() {
        rebuild.views().forEach(view -> versions.blockWrites(view.nextIndex(), false));
        long caughtUpTo = reached();
        List<? extends RebuiltView<?>> views = openAll();
        rebuilds.compared(rebuild.id(), sampling.compare(rebuild.views(), caughtUpTo));
        long head = ledger.headPosition();
        while (head - caughtUpTo > NEARLY_CAUGHT_UP) {
            caughtUpTo = catchUp(views, caughtUpTo, head);
            giveUpIfTooManyFail();
            head = ledger.headPosition();
        }
        rebuild.views().forEach(view -> versions.refresh(view.nextIndex()));
    }

    private long reached() {
        return rebuilds.find(rebuild.id()).map(Rebuild::caughtUpTo).orElse(rebuild.position());
    }

    private List<? extends RebuiltView<?>> openAll() {
        return rebuild.views().stream()
                .map(view -> rebuilding.open(
                        view.reader(), view.nextIndex(), rebuilds.failures(rebuild.id(), view.reader())))
                .toList();
    }

    private long catchUp(List<? extends RebuiltView<?>> views, long from, long to) {
        long position = from;
        while (position < to) {
            goOn();
            List<LedgerEntry> page = ledger.readAfter(position, (int) Math.min(PAGE, to - position));
            List<? extends EventMessage<?>> messages = source.messagesOf(page);
            views.forEach(view -> view.catchUp(messages));
            position = page.getLast().position();
            long reached = position;
            committedAtOnce.executeWithoutResult(status -> {
                views.forEach(view -> rebuilds.addFailures(rebuild.id(), view));
                rebuilds.caughtUp(rebuild.id(), reached);
            });
        }
        return position;
    }

    /**
     * The next views come as far as the live ones are, and take their place. The live ones refuse writes from here on,
     * so that no reader gets past what the next ones have, even if the lock is lost or the change comes late. They
     * refuse them also when they are replaced; if it comes to nothing, they take them again.
     */
    private void changeOver() {
        long begin = System.nanoTime();
        rebuilds.enter(rebuild.id(), RebuildPhase.CHANGING_OVER);
        rebuilding.whileReadersRest(() -> {
            rebuild.views().forEach(view -> versions.blockWrites(view.liveIndex(), true));
            long from = reached();
            long to = furthest();
            if (to - from > LEFT_BEHIND) {
                letLiveViewsBeWritten();
                return;
            }
            try {
                comeLevel(from, to);
            } catch (RuntimeException hindrance) {
                letLiveViewsBeWritten();
                throw hindrance;
            }
            versions.changeOver(rebuild.views().stream()
                    .map(view -> new IndexVersions.Change(view.reader(), view.liveIndex(), view.nextIndex()))
                    .toList());
            LOG.info(
                    "The views have changed over; their readers rested for {} ms",
                    (System.nanoTime() - begin) / 1_000_000);
        });
    }

    private void comeLevel(long from, long to) {
        List<? extends RebuiltView<?>> views = openAll();
        catchUp(views, from, to);
        giveUpIfTooManyFail();
        park(views);
        rebuild.views().forEach(view -> versions.refresh(view.nextIndex()));
    }

    private long furthest() {
        return rebuild.views().stream()
                .mapToLong(view -> rebuilding.furthest(view.reader()))
                .max()
                .orElse(0);
    }

    /** Before the change, and only more than is parked already: whatever comes of it, the live views lack nothing. */
    private void park(List<? extends RebuiltView<?>> views) {
        long replacedAt = rebuild.views().stream()
                .mapToLong(view -> rebuilding.slowest(view.reader()))
                .min()
                .orElse(0);
        committedAtOnce.executeWithoutResult(status -> {
            rebuilds.replaced(rebuild.id(), replacedAt);
            for (RebuiltView<?> view : views) {
                rebuilds.keepParked(rebuild.id(), view.reader());
                view.failures().forEach((customer, failure) -> rebuilding.park(view.reader(), customer, failure));
            }
        });
    }

    /** After the change: what was parked and is in the new views is parked no longer. */
    private void settleParked() {
        long upTo = reached();
        rebuilding.whileReadersRest(() -> {
            for (Rebuild.View view : rebuild.views()) {
                rebuilding.forgetParkedBut(
                        view.reader(),
                        rebuilds.failures(rebuild.id(), view.reader()).keySet(),
                        upTo);
            }
            rebuilds.enter(rebuild.id(), RebuildPhase.ENDED);
        });
    }

    private void letLiveViewsBeWritten() {
        rebuild.views().forEach(view -> versions.blockWrites(view.liveIndex(), false));
    }

    /** The aliases change all at once, so that one tells for all. */
    private boolean hasTakenOver() {
        Rebuild.View view = rebuild.views().getFirst();
        return versions.live(view.reader()).equals(view.nextIndex());
    }

    /** Keeps the views that were replaced, for a way back, and no others that rebuilds have made. */
    private void tidyUp() {
        for (Rebuild.View view : rebuild.views()) {
            Set<String> others = new LinkedHashSet<>(rebuilds.indicesOf(view.reader()));
            others.removeAll(Set.of(view.liveIndex(), view.nextIndex()));
            others.forEach(versions::delete);
        }
    }

    /** What was made of the next views is of no use; the live ones go on. */
    void discard() {
        if (rebuild.views().isEmpty() || hasTakenOver()) {
            return;
        }
        if (rebuild.kind() == RebuildKind.REBUILD) {
            rebuild.views().forEach(view -> versions.delete(view.nextIndex()));
        }
        letLiveViewsBeWritten();
    }
}
