package io.customer360.query.rebuild;

import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.ledger.Scan;
import io.customer360.query.platform.Patience;
import io.customer360.query.platform.RebuiltView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of a rebuild that folds the ledger customer by customer, several workers side by side. */
final class Folding {

    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);
    private static final long LOOK_EVERY_MILLIS = 200;

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
        List<Scan> scans = Stream.generate(Scan::new).limit(number).toList();
        ExecutorService workers = Executors.newFixedThreadPool(
                number, Thread.ofPlatform().name("rebuild-", 1).factory());
        try {
            List<? extends Future<?>> ends = scans.stream()
                    .map(scan -> workers.submit(() -> work(open, scan, failed)))
                    .toList();
            for (Future<?> end : ends) {
                await(end, scans, failed);
            }
        } catch (ExecutionException ended) {
            throw ended.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(ended);
        } finally {
            end(workers, scans);
        }
    }

    private void work(ConcurrentLinkedQueue<Slices> open, Scan scan, AtomicBoolean failed) {
        try {
            for (Slices slices = open.poll(); slices != null && !failed.get(); slices = open.poll()) {
                fold(slices, scan, failed);
            }
        } catch (WholeSlices.Abandoned othersFailure) {
            LOG.debug("What this worker has not noted is folded again", othersFailure);
        } catch (RuntimeException | Error failure) {
            // The others end the slice that they are at, and then it is told and tried again.
            if (failed.compareAndSet(false, true)) {
                throw failure;
            }
            LOG.debug("Another worker's failure is told, and not this one's", failure);
        }
    }

    private void await(Future<?> end, List<Scan> scans, AtomicBoolean failed)
            throws InterruptedException, ExecutionException {
        boolean ended = false;
        while (!ended) {
            try {
                end.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                ended = true;
            } catch (TimeoutException atWork) {
                mandate.check();
                if (failed.get()) {
                    scans.forEach(Scan::breakOff);
                }
            }
        }
    }

    private static void end(ExecutorService workers, List<Scan> scans) throws InterruptedException {
        workers.shutdownNow();
        try {
            do {
                // Whoever waits for the database does not hear of an interruption.
                scans.forEach(Scan::breakOff);
            } while (!workers.awaitTermination(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } finally {
            workers.close();
        }
    }

    private void fold(Slices slices, Scan scan, AtomicBoolean failed) {
        try (NextViews views = new NextViews()) {
            WholeSlices whole =
                    new WholeSlices(slices, views, means.properties().notedEvery(), failed::get);
            means.ledger().scanCustomers(scan, slices.from(), slices.below(), rebuild.position(), entries -> {
                mandate.check();
                whole.add(entries);
            });
            whole.end();
        }
    }

    /** What one worker writes. */
    private final class NextViews implements WholeSlices.Destination, AutoCloseable {

        private List<? extends RebuiltView<?>> views = List.of();
        private int facts;

        @Override
        public void write(List<LedgerEntry> entries) {
            if (views.isEmpty()) {
                views = open();
            }
            List<? extends EventMessage<?>> messages = means.source().messagesOf(entries);
            long bytes = entries.stream().mapToLong(LedgerEntry::size).sum();
            views.forEach(view -> view.add(messages, bytes));
            facts += entries.size();
            means.underWay().folded(entries.size());
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

        @Override
        public int unnoted() {
            return facts;
        }

        @Override
        public void note(Slices whole) {
            views.forEach(RebuiltView::finish);
            means.rebuilds()
                    .slicesDone(
                            mandate.run(), whole, facts, views, means.underWay().take());
            close();
            judge.run();
        }

        @Override
        public void close() {
            means.underWay().folded(-facts);
            facts = 0;
            views = List.of();
        }
    }
}
