package io.customer360.query.rebuild;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild as those see it who look after the system.
 *
 * @param progress from 0 to 1
 * @param facts of the ledger that are folded, and how many there are to fold customer by customer
 * @param secondsLeft until they are, if it goes on as fast; null before that can be told
 * @param failures customers with a fact that can't be folded or written: parked when the views change over
 * @param comparison what a comparison with the live views has found
 * @param problem what has hindered it since it last got on, or why it failed
 * @param note what to know of its course, as that it had to begin anew
 */
record RebuildReport(
        UUID id,
        RebuildKind kind,
        RebuildState status,
        RebuildPhase phase,
        double progress,
        Facts facts,
        double factsPerSecond,
        @Nullable Long secondsLeft,
        long caughtUpTo,
        List<OfView> views,
        long failures,
        @JsonRawValue @Nullable String comparison,
        @Nullable String problem,
        @Nullable String note,
        @Nullable String reason,
        @Nullable String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt) {

    record Facts(long folded, long total) {}

    /** @param documents written so far, customer by customer */
    record OfView(String reader, String liveIndex, String nextIndex, long documents) {}
}
