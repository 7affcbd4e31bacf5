package io.customer360.query.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A place in the order of an event store.
 *
 * @param xid the transaction's number, as PostgreSQL writes it; null where the index alone is the order
 * @param index the event's number in the store
 */
record RelayCursor(@Nullable String xid, long index) {}
