package io.customer360.command.importing;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import of one file, from its submission to its end.
 *
 * @param number in the order of submission
 * @param mappingName the built-in mapping's name, or the mapping file's
 * @param mapping the mapping itself, as YAML
 * @param fingerprint a hash of file and mapping
 * @param bytes the file's size
 * @param busy how long it has been running, over all restarts
 * @param rowsTotal how many rows the file has
 * @param problem why it failed
 */
record ImportJob(
        UUID id,
        long number,
        ImportState state,
        String fileName,
        @Nullable String mappingName,
        String mapping,
        String source,
        @Nullable String actor,
        String fingerprint,
        long bytes,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        boolean cancelRequested,
        Duration busy,
        long rowsTotal,
        Tally tally,
        @Nullable String problem) {

    /** From 0 to 1. */
    double progress() {
        return rowsTotal == 0 ? 1 : (double) tally.rowsRead() / rowsTotal;
    }

    double rowsPerSecond() {
        return busy.isZero() ? 0 : tally.rowsRead() * 1000.0 / Math.max(1, busy.toMillis());
    }
}
