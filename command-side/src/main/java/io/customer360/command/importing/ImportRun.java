package io.customer360.command.importing;

import io.customer360.command.importing.mapping.InvalidMapping;
import io.customer360.command.importing.mapping.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reads one file from where its import has come to, up to the end. */
final class ImportRun {

    private final ImportJobs jobs;
    private final RowBatches batches;
    private final int batchSize;
    private final BooleanSupplier stopping;

    /** @param stopping whether the application is about to end, and the import will go on at its next start */
    ImportRun(ImportJobs jobs, RowBatches batches, int batchSize, BooleanSupplier stopping) {
        this.jobs = jobs;
        this.batches = batches;
        this.batchSize = batchSize;
        this.stopping = stopping;
    }

    /** How a run ended. */
    enum End {
        DONE,
        /** Somebody wanted it to end, or has ended it. */
        CANCELLED,
        /** The application ends; the import does not. */
        INTERRUPTED
    }

    /**
     * Runs the import. The file is read through once before anything is stored, so that one with broken quotes or in
     * another character set is refused as a whole.
     *
     * @throws UnreadableFile if the file can't be read
     * @throws InvalidMapping if the mapping doesn't fit the file
     */
    End run(ImportJob job, Path file) throws IOException {
        Mapping mapping = Mapping.read(job.mapping());
        if (job.rowsTotal() == null) {
            long rows = countRows(file, mapping);
            if (rows < 0) {
                return End.INTERRUPTED;
            }
            jobs.checked(job.id(), rows);
        }
        try (Rows rows = Rows.of(file, mapping.layout())) {
            mapping.refuseUnknownColumns(rows.columns().isEmpty() ? mapping.columns() : rows.columns());
            for (long done = 0; done < job.tally().rowsRead(); done++) {
                if (rows.next() == null) {
                    throw new UnreadableFile("The file is shorter than when it was read before.");
                }
            }
            return storeRest(batches.of(job, mapping), rows);
        }
    }

    private End storeRest(RowBatches.Progress progress, Rows rows) {
        List<Reading> some = next(rows);
        while (!some.isEmpty()) {
            if (stopping.getAsBoolean()) {
                return End.INTERRUPTED;
            }
            progress.store(some);
            if (progress.isEnded()) {
                return End.CANCELLED;
            }
            some = next(rows);
        }
        return End.DONE;
    }

    private List<Reading> next(Rows rows) {
        List<Reading> some = new ArrayList<>(batchSize);
        while (some.size() < batchSize) {
            Reading reading = rows.next();
            if (reading == null) {
                break;
            }
            some.add(reading);
        }
        return some;
    }

    private long countRows(Path file, Mapping mapping) throws IOException {
        try (Rows rows = Rows.of(file, mapping.layout())) {
            long count = 0;
            while (rows.next() != null) {
                count++;
                if (stopping.getAsBoolean()) {
                    return -1;
                }
            }
            return count;
        }
    }
}
