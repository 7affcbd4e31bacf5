package io.customer360.command.importing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as its sender sees it.
 *
 * @param mapping the built-in mapping's name, or the mapping file's
 * @param progress from 0 to 1
 * @param rowsPerSecond over the time that it was running
 * @param waiting where it can't use the database at the moment: since when, and until when it pauses
 * @param problem why it failed
 * @param refusals where the refused rows are
 */
record ImportView(
        UUID id,
        ImportState status,
        String fileName,
        @Nullable String mapping,
        String source,
        long bytes,
        double progress,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        RowsView rows,
        CreatedView created,
        double rowsPerSecond,
        Patience.@Nullable Wait waiting,
        @Nullable String problem,
        String refusals) {

    /** @param total how many rows the file has */
    record RowsView(long total, long read, long imported, long alreadyThere, long refused) {}

    /** How many of each kind the import has created. */
    record CreatedView(long customers, long contacts, long purchases, long serviceCases) {}

    static ImportView of(ImportJob job, Optional<Patience.Wait> waiting) {
        Tally tally = job.tally();
        return new ImportView(
                job.id(),
                job.state(),
                job.fileName(),
                job.mappingName(),
                job.source(),
                job.bytes(),
                Math.round(job.progress() * 1000) / 1000.0,
                job.submittedAt(),
                job.startedAt(),
                job.finishedAt(),
                new RowsView(
                        job.rowsTotal(),
                        tally.rowsRead(),
                        tally.rowsImported(),
                        tally.rowsAlreadyThere(),
                        tally.rowsRefused()),
                new CreatedView(tally.customers(), tally.contacts(), tally.purchases(), tally.serviceCases()),
                Math.round(job.rowsPerSecond() * 10) / 10.0,
                waiting.orElse(null),
                job.problem(),
                "/api/imports/" + job.id() + "/refusals");
    }
}
