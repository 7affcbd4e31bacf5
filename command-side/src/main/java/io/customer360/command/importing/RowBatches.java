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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.common.AxonTransientException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports rows in batches: many rows in one transaction, which also says how far the import has come. If a row is
 * refused, nothing of the batch is stored; it is halved and tried again, until the refused row stands alone and the
 * others are in.
 */
final class RowBatches {

    private static final int TRIES = 3;

    private final ImportJobs jobs;
    private final KnownReferences references;
    private final CommandBatch batch;
    private final TransactionTemplate transaction;
    private final PhoneNumbers phoneNumbers;
    private final RowShape shape;
    private final boolean allOrNothing;

    RowBatches(
            ImportJobs jobs,
            KnownReferences references,
            CommandBatch batch,
            TransactionTemplate transaction,
            PhoneNumbers phoneNumbers,
            RowShape shape,
            boolean allOrNothing) {
        this.jobs = jobs;
        this.references = references;
        this.batch = batch;
        this.transaction = transaction;
        this.phoneNumbers = phoneNumbers;
        this.shape = shape;
        this.allOrNothing = allOrNothing;
    }

    /** Begins or continues the import of a file. */
    Progress of(ImportJob job, Mapping mapping) {
        return new Progress(job, mapping);
    }

    /** How far one import has come. */
    final class Progress {

        private final ImportJob job;
        private final Mapping mapping;
        private final Origin origin;
        private long rowsRead;
        private long savedAt = System.nanoTime();
        private boolean ended;

        private Progress(ImportJob job, Mapping mapping) {
            this.job = job;
            this.mapping = mapping;
            this.rowsRead = job.tally().rowsRead();
            this.origin = new Origin(job.actor(), "Import of " + job.fileName(), mapping.source());
        }

        /** Whether somebody wants the import to end, or has it ended already. */
        boolean isEnded() {
            return ended;
        }

        /** Imports the next rows of the file. */
        void store(List<Reading> readings) {
            storeParts(readings.stream().map(this::read).toList());
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
            if (rows.isEmpty() || ended) {
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
                } catch (Rejected
                        | DataIntegrityViolationException
                        | TransientDataAccessException
                        | AxonTransientException refusal) {
                    refused = refusal;
                    tries++;
                }
            } while (tries < TRIES && passes(refused));
            return Optional.of(refused);
        }

        private static boolean passes(RuntimeException refused) {
            return refused instanceof TransientDataAccessException
                    || refused instanceof AxonTransientException
                    || (refused instanceof Rejected rejected && rejected.rejection() == Rejection.CONCURRENT_CHANGE);
        }

        private void storeTogether(List<ReadRow> rows) {
            long now = System.nanoTime();
            Tally stored = transaction.execute(status -> {
                Batch planned = plan(rows);
                if (!planned.commands().isEmpty()) {
                    batch.execute(planned.commands(), origin);
                }
                ImportJobs.Standing standing = jobs.progressed(
                        job.id(),
                        rowsRead,
                        planned.tally(),
                        rows.getLast().line(),
                        Duration.ofNanos(now - savedAt),
                        planned.refusals());
                switch (standing) {
                    case GOES_ON -> {}
                    case TO_BE_CANCELLED -> ended = true;
                    case CONTINUED_ELSEWHERE -> {
                        ended = true;
                        status.setRollbackOnly();
                        return Tally.NONE;
                    }
                }
                return planned.tally();
            });
            savedAt = now;
            rowsRead += stored.rowsRead();
        }

        private Batch plan(List<ReadRow> rows) {
            RowPlanner planner = new RowPlanner(known(rows), phoneNumbers, job.submittedAt(), allOrNothing);
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

    /** A row of the file after the mapping was applied to it. */
    private sealed interface ReadRow {

        long line();

        record Good(Row row, RowRecords records) implements ReadRow {
            @Override
            public long line() {
                return row.line();
            }
        }

        record Bad(Refusal refusal) implements ReadRow {
            @Override
            public long line() {
                return refusal.line();
            }
        }
    }

    private record Batch(List<Command> commands, List<Refusal> refusals, Tally tally) {}
}
