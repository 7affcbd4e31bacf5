package io.customer360.query.ledger;

import java.sql.SQLException;
import java.util.List;

/**
 * The event store, as the relay sees it: stored events in an order in which no event appears behind one already read,
 * and none before one that its writer had seen.
 */
interface EventSource {

    /** Stable: the cursor is stored under it. */
    String name();

    /** The cursor before the first event. */
    RelayCursor start();

    /** Begins to read. One reader at a time. */
    Reader openAfter(RelayCursor cursor) throws Exception;

    /** What the store holds after a cursor, as far as it can be told; it counts no more than {@code most} events. */
    Backlog backlogAfter(RelayCursor cursor, int most) throws Exception;

    /** Whether the store may still deliver an event that the ledger does not have. */
    boolean mayHold(String eventId) throws Exception;

    /** Delivers events in order. Used by one thread. */
    interface Reader extends AutoCloseable {

        /** The next events, none if there are none for now. Does not wait. */
        List<StoredEvent> next(int limit) throws Exception;

        @Override
        void close() throws SQLException;
    }
}
