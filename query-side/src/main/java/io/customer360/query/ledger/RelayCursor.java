package io.customer360.query.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A place in the order of an event store.
 *
 * @param seen the snapshot, as PostgreSQL writes it, whose events have all been read; null where the index alone is the
 *     order
 * @param window the snapshot whose further events are being read; null while there is none
 * @param index the number of the last event read; in a window, of those in it
 */
record RelayCursor(@Nullable String seen, @Nullable String window, long index) {

    /** A place in a store that delivers by its numbers. */
    static RelayCursor atIndex(long index) {
        return new RelayCursor(null, null, index);
    }

    /** The place behind everything that a snapshot sees. */
    static RelayCursor behind(String seen) {
        return new RelayCursor(seen, null, 0);
    }
}
