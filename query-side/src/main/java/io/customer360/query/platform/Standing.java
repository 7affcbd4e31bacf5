package io.customer360.query.platform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the readers and the relay of all nodes are at one moment.
 *
 * @param head the ledger's last position
 */
record Standing(Instant at, long head, List<OfReader> readers, OfRelay relay) {

    /** What a reader is at. */
    enum Status {
        /** It has handled all that there is. */
        CAUGHT_UP,
        WORKING,
        /** Its view was made by another version of the application, and has to be built again before it goes on. */
        RESTING,
        /** A part of it can't go on, and is tried again until it can. */
        FAILING,
        /** No node works on a part of it. */
        STOPPED
    }

    /**
     * One reader.
     *
     * @param position up to which all segments have come
     * @param lag events between that and the ledger's head
     * @param lagSeconds since the first event that not all segments have handled was recorded
     * @param hindrance why it does not go on
     * @param parkedSequences customers whose facts wait
     * @param headStart the position up to which a rebuild has built the view, 0 if none has
     */
    record OfReader(
            String name,
            Status status,
            long position,
            long lag,
            double lagSeconds,
            @Nullable Hindrance hindrance,
            List<Segment> segments,
            long parkedSequences,
            long parkedFacts,
            long headStart) {}

    /**
     * One part of a reader's work.
     *
     * @param position the last position that it has handled
     * @param owner the process that works on it, if one does
     * @param seen when a process last said so
     * @param error why it does not go on
     */
    record Segment(
            int segment,
            long position,
            @Nullable String owner,
            Instant seen,
            @Nullable String error) {}

    /**
     * What keeps a reader from going on.
     *
     * @param node the process that knows more about it, in its log
     */
    record Hindrance(
            String error, @Nullable Instant since, @Nullable String node) {}

    /**
     * The relay.
     *
     * @param pending committed events that the ledger does not have yet; null where the event store can't be asked
     * @param lagSeconds since the first of them was recorded; null where the event store can't be asked
     */
    record OfRelay(@Nullable Long pending, @Nullable Double lagSeconds) {}
}
