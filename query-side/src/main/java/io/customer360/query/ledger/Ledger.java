package io.customer360.query.ledger;

import io.customer360.events.customer.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the ledger. Only the relay writes it. */
public interface Ledger {

    /** The position of the last entry, 0 while there is none. */
    long headPosition();

    Optional<LedgerEntry> findByEventId(String eventId);

    Optional<LedgerEntry> findByPosition(long position);

    /** When the event at a position was recorded. */
    Optional<Instant> recordedAt(long position);

    /** Entries after a position, in order: no more than {@code limit}, and fewer where these would be huge together. */
    List<LedgerEntry> readAfter(long position, int limit);

    /** A customer's entries after a position, in order: no more than {@code limit}, and fewer where they are huge. */
    List<LedgerEntry> readCustomerAfter(CustomerId customerId, long position, int limit);

    /**
     * Entries after a position, in order, of which nobody can tell whose they are: no more than {@code limit}, and
     * fewer where they are huge.
     *
     * @param payloadTypes what the names of their types begin with
     */
    List<LedgerEntry> readNobodysAfter(long position, String payloadTypes, int limit);

    /**
     * Hands on, in stretches, the entries of all customers whose ids lie in a range: one customer after the other, each
     * one's entries in their order. Reads as it goes, so that memory holds only a stretch, which is some megabytes at
     * most however large the entries are.
     *
     * @param scan by which it can be broken off
     * @param from the first id, in the order of their hexadecimal digits
     * @param below the first id behind the range; null if the range has no end
     * @param upTo the last position that counts
     */
    void scanCustomers(Scan scan, UUID from, @Nullable UUID below, long upTo, Consumer<List<LedgerEntry>> stretches);

    /** The position before the first entry that was recorded at a moment or later; the head if there is none. */
    long positionBefore(Instant recordedAt);
}
