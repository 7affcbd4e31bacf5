package io.customer360.query.ledger;

import io.customer360.events.customer.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the ledger. Only the relay writes it. */
public interface Ledger {

    /** The position of the last entry, 0 while there is none. */
    long headPosition();

    Optional<LedgerEntry> findByEventId(String eventId);

    Optional<LedgerEntry> findByPosition(long position);

    /** Entries after a position, in order: no more than {@code limit}, and fewer where these would be huge together. */
    List<LedgerEntry> readAfter(long position, int limit);

    /** A customer's entries after a position, in order. */
    List<LedgerEntry> readCustomerAfter(CustomerId customerId, long position, int limit);

    /** The position before the first entry that was recorded at a moment or later; the head if there is none. */
    long positionBefore(Instant recordedAt);
}
