package io.customer360.query.rebuild;

import io.customer360.platform.problem.InvalidHeader;
import io.customer360.platform.web.HeaderText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild as it is stored.
 *
 * @param position the ledger's head when it began
 * @param caughtUpTo the position up to which the next views are folded beyond that
 * @param replacedAt the position up to which the replaced views were folded
 * @param busyMillis how long it has run, interruptions left out
 * @param note what those who look after the system should know of its course
 */
record Rebuild(
        UUID id,
        RebuildKind kind,
        RebuildState state,
        RebuildPhase phase,
        Request request,
        MadeBy madeBy,
        @Nullable Instant finishedAt,
        boolean cancelRequested,
        long position,
        long caughtUpTo,
        @Nullable Long replacedAt,
        long busyMillis,
        @Nullable String comparison,
        @Nullable String problem,
        @Nullable String note,
        List<View> views) {

    /** Who wanted it, and why. */
    record Request(@Nullable String reason, @Nullable String by, Instant at) {

        /**
         * @param actor as the request's header has it
         * @throws InvalidHeader if it can't be read, or somebody passes himself off as the application
         */
        static Request sent(@Nullable String reason, @Nullable String actor, Instant at) {
            String by = HeaderText.actor(actor);
            if (BY_ITSELF.equalsIgnoreCase(by)) {
                throw new InvalidHeader("%s names who sends the request; '%s' is what the application calls itself."
                        .formatted(HeaderText.ACTOR, BY_ITSELF));
            }
            return new Request(reason, by, at);
        }
    }

    /** In place of a person's name, where nobody has asked for it. */
    static final String BY_ITSELF = "system";

    /** One view: the index that is live when the rebuild begins, and the one that is to take over. */
    record View(String reader, String liveIndex, String nextIndex) {}

    /**
     * One that nothing has been done for yet.
     *
     * @param position from which on the next views have to catch up
     * @param views none where the next indices are still to be made
     */
    static Rebuild begun(RebuildKind kind, Request request, MadeBy madeBy, long position, List<View> views) {
        return new Rebuild(
                UUID.randomUUID(),
                kind,
                RebuildState.RUNNING,
                kind.begins(),
                request,
                madeBy,
                null,
                false,
                position,
                position,
                null,
                0,
                null,
                null,
                null,
                views);
    }
}
