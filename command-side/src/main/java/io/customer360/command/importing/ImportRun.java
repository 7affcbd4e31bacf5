package io.customer360.command.importing;

import io.customer360.command.importing.mapping.InvalidMapping;
import io.customer360.command.importing.mapping.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads one file from where its import has come to, up to the end. */
final class ImportRun {

    /** Rows of less than that many characters altogether are stored together. Twice as many are in memory. */
    private static final long LONGEST_BATCH = 4L * 1024 * 1024;

    private final RowBatches batches;
    private final int batchSize;
    private final Stopping stopping;
    private final Patience patience;

    /**
     * @param stopping whether the application is about to end, and the import will go on at its next start
     * @param patience is told how far the import comes
     */
    ImportRun(RowBatches batches, int batchSize, Stopping stopping, Patience patience) {
        this.batches = batches;
        this.batchSize = batchSize;
        this.stopping = stopping;
        this.patience = patience;
    }

    /** How a run ended. */
    enum End {
        DONE,
        /** Somebody wanted it to end. */
        CANCELLED,
        /** Somebody else has read these rows, or has ended the import. */
        ELSEWHERE,
        /** The application ends; the import does not. */
        INTERRUPTED
    }

    /**
     * Runs the import.
     *
     * @throws UnreadableFile if the file can't be read
     * @throws InvalidMapping if the mapping doesn't fit the file
     */
    End run(ImportJob job, Path file) throws IOException {
        Mapping mapping = Mapping.read(job.mapping());
        try (Rows rows = Rows.of(file, mapping.layout())) {
            mapping.refuseUnknownColumns(rows.columns().isEmpty() ? mapping.columns() : rows.columns());
            for (long done = 0; done < job.tally().rowsRead(); done++) {
                if (rows.next() == null) {
                    throw new UnreadableFile("The file is shorter than when it was read before.");
                }
            }
            return storeRest(batches.of(job, mapping, stopping), rows);
        }
    }

    /** While some rows are stored, the next ones are read. */
    private End storeRest(RowBatches.Progress progress, Rows rows) {
        try (ExecutorService reader = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("imports-reader").factory())) {
            Callable<List<ReadRow>> reading = () -> progress.read(next(rows));
            List<ReadRow> some = read(reader.submit(reading));
            while (!some.isEmpty()) {
                if (stopping.now()) {
                    return End.INTERRUPTED;
                }
                Future<List<ReadRow>> following = reader.submit(reading);
                @Nullable End end = progress.store(some);
                if (end != null) {
                    return end;
                }
                patience.goesOnAfter(progress.rowsRead());
                some = read(following);
            }
            return End.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return End.INTERRUPTED;
        }
    }

    /** What stands before a fault in the file is stored by then. */
    private static List<ReadRow> read(Future<List<ReadRow>> reading) throws InterruptedException {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private List<Reading> next(Rows rows) {
        List<Reading> some = new ArrayList<>(batchSize);
        long length = 0;
        while (some.size() < batchSize && length < LONGEST_BATCH) {
            Reading reading = rows.next();
            if (reading == null) {
                break;
            }
            some.add(reading);
            length += reading.length();
        }
        return some;
    }
}
