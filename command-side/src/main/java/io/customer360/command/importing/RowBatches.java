package io.customer360.command.importing;

import io.customer360.command.importing.RowPlanner.RowPlan;
import io.customer360.command.importing.mapping.Mapping;
import io.customer360.command.importing.mapping.Row;
import io.customer360.command.importing.mapping.RowRecords;
import io.customer360.command.importing.mapping.UnusableRow;
import io.customer360.command.platform.Claims.ClaimedReference;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.CommandBatch;
import io.customer360.command.platform.Origin;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import io.customer360.command.platform.StoreFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports rows in batches: many rows in one transaction, which also says how far the import has come. If a row is
 * refused, nothing of the batch is stored; it is halved and tried again, until the refused row stands alone and the
 * others are in.
 */
final class RowBatches {

    private static final int TRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final ImportJobs jobs;
    private final KnownReferences references;
    private final CommandBatch batch;
    private final TransactionTemplate transaction;
    private final PhoneNumbers phoneNumbers;
    private final RowShape shape;
    private final boolean allOrNothing;
    private final Duration uncertainAtMost;

    /**
     * @param allOrNothing whether a batch is one transaction of everything that it stores
     * @param uncertainAtMost how long a node that died may leave others unsure of what it was about to store
     */
    RowBatches(
            ImportJobs jobs,
            KnownReferences references,
            CommandBatch batch,
            TransactionTemplate transaction,
            PhoneNumbers phoneNumbers,
            RowShape shape,
            boolean allOrNothing,
            Duration uncertainAtMost) {
        this.jobs = jobs;
        this.references = references;
        this.batch = batch;
        this.transaction = transaction;
        this.phoneNumbers = phoneNumbers;
        this.shape = shape;
        this.allOrNothing = allOrNothing;
        this.uncertainAtMost = uncertainAtMost;
    }

    /** Begins or continues the import of a file. */
    Progress of(ImportJob job, Mapping mapping, Stopping stopping) {
        return new Progress(job, mapping, stopping);
    }

    /** How far one import has come. */
    final class Progress {

        private final ImportJob job;
        private final Mapping mapping;
        private final Stopping stopping;
        private final Origin origin;
        private long rowsRead;
        private long savedAt = System.nanoTime();
        private long batchBegan;
        private int referencesKnown;
        private ImportRun.@Nullable End end;

        private Progress(ImportJob job, Mapping mapping, Stopping stopping) {
            this.job = job;
            this.mapping = mapping;
            this.stopping = stopping;
            this.rowsRead = job.tally().rowsRead();
            this.origin = new Origin(job.actor(), "Import of " + job.fileName(), mapping.source());
        }

        /** What the next rows of the file say; read by one thread while another stores those before. */
        List<ReadRow> read(List<Reading> readings) {
            List<ReadRow> rows = new ArrayList<>(readings.size());
            for (Reading reading : readings) {
                rows.add(read(reading));
            }
            return rows;
        }

        /**
         * Imports the next rows of the file.
         *
         * @return how the run ends, if it ends before the end of the file
         */
        ImportRun.@Nullable End store(List<ReadRow> rows) {
            batchBegan = System.nanoTime();
            storeParts(rows);
            return end;
        }

        long rowsRead() {
            return rowsRead;
        }

        private ReadRow read(Reading reading) {
            return switch (reading) {
                case Reading.Unusable unusable ->
                    new ReadRow.Bad(new Refusal(unusable.line(), "row", unusable.reason(), unusable.raw()));
                case Reading.Usable usable -> read(usable.row());
            };
        }

        private ReadRow read(Row row) {
            try {
                RowRecords records = mapping.records(row);
                shape.refuseUnlessFit(records);
                return new ReadRow.Good(row, records);
            } catch (UnusableRow unusable) {
                return new ReadRow.Bad(refusal(row, unusable));
            }
        }

        private void storeParts(List<ReadRow> rows) {
            if (rows.isEmpty() || end != null) {
                return;
            }
            Optional<RuntimeException> refused = tried(rows);
            if (refused.isPresent() && rows.size() == 1) {
                storeTogether(List.of(new ReadRow.Bad(refusal(rows.getFirst(), refused.get()))));
            } else if (refused.isPresent()) {
                int half = rows.size() / 2;
                storeParts(rows.subList(0, half));
                storeParts(rows.subList(half, rows.size()));
            }
        }

        /** Rows that met somebody else's change are not refused for that at once. */
        private Optional<RuntimeException> tried(List<ReadRow> rows) {
            RuntimeException refused;
            int tries = 0;
            do {
                try {
                    storeTogether(rows);
                    return Optional.empty();
                } catch (Rejected | DataIntegrityViolationException refusal) {
                    refused = refusal;
                } catch (RuntimeException failure) {
                    if (Outage.isBehind(failure) || !StoreFailures.isConflict(failure)) {
                        throw failure;
                    }
                    refused = failure;
                }
                tries++;
            } while (hasBecomeKnown(rows) || (passes(refused) && (tries < TRIES || becomesCertain())));
            return end == null ? Optional.of(refused) : Optional.empty();
        }

        /**
         * Whether the refused try has found out whose references of the row are: an event store outside of this
         * database had stored them, and no answer told so. What follows on them was meant for ids that will never be.
         */
        private boolean hasBecomeKnown(List<ReadRow> rows) {
            return !allOrNothing && rows.size() == 1 && known(rows).size() > referencesKnown;
        }

        /**
         * Waits a moment, where that may help: what a node had reserved in an event store outside of this database when
         * it died, this import's own last batch for one, is nobody's only after a while.
         */
        private boolean becomesCertain() {
            if (allOrNothing || System.nanoTime() - batchBegan > uncertainAtMost.toNanos()) {
                return false;
            }
            if (stopping.within(BETWEEN_TRIES)) {
                end = ImportRun.End.INTERRUPTED;
                return false;
            }
            return true;
        }

        private static boolean passes(RuntimeException refused) {
            return StoreFailures.isConflict(refused)
                    || (refused instanceof Rejected rejected && rejected.rejection() == Rejection.CONCURRENT_CHANGE);
        }

        private void storeTogether(List<ReadRow> rows) {
            AtomicLong now = new AtomicLong();
            Tally stored = transaction.execute(status -> {
                Batch planned = plan(rows);
                if (!planned.commands().isEmpty()) {
                    batch.execute(planned.commands(), origin);
                }
                now.set(System.nanoTime());
                ImportJobs.Standing standing = jobs.progressed(
                        job.id(),
                        rowsRead,
                        planned.tally(),
                        rows.getLast().line(),
                        Duration.ofNanos(now.get() - savedAt),
                        planned.refusals());
                switch (standing) {
                    case GOES_ON -> {}
                    case TO_BE_CANCELLED -> end = ImportRun.End.CANCELLED;
                    case CONTINUED_ELSEWHERE -> {
                        end = ImportRun.End.ELSEWHERE;
                        status.setRollbackOnly();
                        return Tally.NONE;
                    }
                }
                return planned.tally();
            });
            savedAt = now.get();
            rowsRead += stored.rowsRead();
        }

        private Batch plan(List<ReadRow> rows) {
            Map<ClaimedReference, String> known = known(rows);
            referencesKnown = known.size();
            RowPlanner planner = new RowPlanner(known, phoneNumbers, job.submittedAt(), allOrNothing);
            List<Command> commands = new ArrayList<>();
            List<Refusal> refusals = new ArrayList<>();
            Tally tally = Tally.NONE;
            for (ReadRow row : rows) {
                switch (row) {
                    case ReadRow.Bad bad -> {
                        refusals.add(bad.refusal());
                        tally = tally.plus(Tally.REFUSED_ROW);
                    }
                    case ReadRow.Good good -> {
                        try {
                            RowPlan plan = planner.plan(good.records());
                            commands.addAll(plan.commands());
                            tally = tally.plus(plan.tally());
                        } catch (UnusableRow unusable) {
                            refusals.add(refusal(good.row(), unusable));
                            tally = tally.plus(Tally.REFUSED_ROW);
                        }
                    }
                }
            }
            return new Batch(commands, refusals, tally);
        }

        private Map<ClaimedReference, String> known(List<ReadRow> rows) {
            Set<ClaimedReference> asked = rows.stream()
                    .filter(ReadRow.Good.class::isInstance)
                    .map(ReadRow.Good.class::cast)
                    .flatMap(good -> RowPlanner.references(good.records()))
                    .collect(Collectors.toSet());
            return new HashMap<>(references.among(asked));
        }

        private static Refusal refusal(Row row, UnusableRow unusable) {
            return new Refusal(
                    row.line(), unusable.record(), unusable.reason(), row.raw().get());
        }

        private static Refusal refusal(ReadRow row, RuntimeException refused) {
            return switch (row) {
                case ReadRow.Bad bad -> bad.refusal();
                case ReadRow.Good good ->
                    new Refusal(
                            good.line(),
                            "row",
                            reason(refused),
                            good.row().raw().get());
            };
        }

        private static String reason(RuntimeException refused) {
            if (refused instanceof Rejected rejected) {
                return rejected.detail();
            }
            return passes(refused)
                    ? "Others kept changing the same customer at the same time. Import the file again for this row."
                    : "The row can't be stored: it has values that no field can hold.";
        }
    }

    private record Batch(List<Command> commands, List<Refusal> refusals, Tally tally) {}
}
