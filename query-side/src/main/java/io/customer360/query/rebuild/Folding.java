package io.customer360.query.rebuild;

import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.platform.Patience;
import io.customer360.query.platform.RebuiltView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
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
                    fold(slices);
                }
                ended = true;
            } finally {
                if (!ended) {
                    // The others end their slices, and then it is told and tried again.
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

    private void fold(Slices slices) {
        List<? extends RebuiltView<?>> views = rebuild.views().stream()
                .map(view -> means.rebuilding()
                        .open(
                                view.reader(),
                                means.versions()
                                        .lent(view.reader(), mandate.run().number()),
                                patience,
                                Map.of()))
                .toList();
        LongAdder facts = new LongAdder();
        try {
            means.ledger().scanCustomers(slices.from(), slices.below(), rebuild.position(), entries -> {
                mandate.check();
                List<? extends EventMessage<?>> messages = means.source().messagesOf(entries);
                long bytes = entries.stream().mapToLong(LedgerEntry::size).sum();
                views.forEach(view -> view.add(messages, bytes));
                facts.add(entries.size());
                means.underWay().folded(entries.size());
            });
            views.forEach(RebuiltView::finish);
            means.rebuilds()
                    .slicesDone(
                            mandate.run(),
                            slices,
                            facts.sum(),
                            views,
                            means.underWay().take());
        } finally {
            means.underWay().folded(-facts.sum());
        }
        judge.run();
    }
}
