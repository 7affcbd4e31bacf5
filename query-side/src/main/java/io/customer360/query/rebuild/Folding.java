package io.customer360.query.rebuild;

import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.platform.Patience;
import io.customer360.query.platform.RebuiltView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;

/** The part of a rebuild that folds the ledger customer by customer, several workers side by side. */
final class Folding {

    private final Rebuild rebuild;
    private final RebuildMeans means;
    private final Mandate mandate;
    private final Patience patience;
    private final Runnable judge;

    /** @param judge throws if too much has failed to go on */
    Folding(Rebuild rebuild, RebuildMeans means, Mandate mandate, Patience patience, Runnable judge) {
        this.rebuild = rebuild;
        this.means = means;
        this.mandate = mandate;
        this.patience = patience;
        this.judge = judge;
    }

    void run() throws InterruptedException {
        int number = means.properties().workers();
        ConcurrentLinkedQueue<Slices> open = new ConcurrentLinkedQueue<>(
                Slices.open(means.rebuilds().slicesDone(rebuild.id()), rebuild.position(), number));
        AtomicBoolean failed = new AtomicBoolean();
        Callable<Boolean> worker = () -> {
            boolean ended = false;
            try {
                for (Slices slices = open.poll(); slices != null && !failed.get(); slices = open.poll()) {
                    fold(slices, failed);
                }
                ended = true;
            } catch (Abandoned othersFailure) {
                ended = true;
            } finally {
                if (!ended) {
                    // The others end the slice that they are at, and then it is told and tried again.
                    failed.set(true);
                }
            }
            return ended;
        };
        ExecutorService workers = Executors.newFixedThreadPool(
                number, Thread.ofPlatform().name("rebuild-", 1).factory());
        try {
            List<Future<Boolean>> ends = IntStream.range(0, number)
                    .mapToObj(_ -> workers.submit(worker))
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

    private void fold(Slices slices, AtomicBoolean failed) {
        Written written = new Written(slices.first());
        try {
            means.ledger().scanCustomers(slices.from(), slices.below(), rebuild.position(), entries -> {
                mandate.check();
                written.add(entries, failed);
            });
            written.note(slices.last());
        } finally {
            written.forget();
        }
    }

    /** Slices that are being folded one after the other: those are noted as done from time to time. */
    private final class Written {

        private int first;
        private int slice;
        private List<? extends RebuiltView<?>> views;
        private int facts;

        Written(int first) {
            this.first = first;
            slice = first;
            views = open();
        }

        private List<? extends RebuiltView<?>> open() {
            return rebuild.views().stream()
                    .map(view -> means.rebuilding()
                            .open(
                                    view.reader(),
                                    means.versions()
                                            .lent(view.reader(), mandate.run().number()),
                                    patience,
                                    Map.of()))
                    .toList();
        }

        /** Takes entries that are sorted by customer. */
        void add(List<LedgerEntry> entries, AtomicBoolean failed) {
            int begin = 0;
            for (int end = 0; end < entries.size(); end++) {
                int next = sliceOf(entries.get(end));
                if (next > slice) {
                    addWithin(entries.subList(begin, end));
                    begin = end;
                    if (facts >= means.properties().notedEvery()) {
                        note(next - 1);
                    }
                    if (failed.get()) {
                        throw new Abandoned();
                    }
                    slice = next;
                }
            }
            addWithin(entries.subList(begin, entries.size()));
        }

        private static int sliceOf(LedgerEntry entry) {
            return Slices.of(Objects.requireNonNull(entry.customerId(), "entries of customers"));
        }

        private void addWithin(List<LedgerEntry> entries) {
            List<? extends EventMessage<?>> messages = means.source().messagesOf(entries);
            long bytes = entries.stream().mapToLong(LedgerEntry::size).sum();
            views.forEach(view -> view.add(messages, bytes));
            facts += entries.size();
            means.underWay().folded(entries.size());
        }

        /** All up to a slice are written. */
        void note(int last) {
            views.forEach(RebuiltView::finish);
            Slices done = new Slices(first, last);
            means.rebuilds()
                    .slicesDone(
                            mandate.run(), done, facts, views, means.underWay().take());
            forget();
            first = last + 1;
            views = open();
            judge.run();
        }

        void forget() {
            means.underWay().folded(-facts);
            facts = 0;
        }
    }

    /** Another worker has failed. What is not noted is folded again. */
    private static final class Abandoned extends RuntimeException {}
}
