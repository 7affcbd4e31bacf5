package io.customer360.query.ledger;

import io.customer360.events.customer.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger: an event as it is stored, byte for byte, and its place in the order of all events.
 *
 * <p>The arrays are handed on without a copy: whoever reads an entry leaves them as they are.
 *
 * @param position counted from 1, without gaps
 * @param customerId the customer that the event is about, where it is about one
 * @param recordedAt the event store's time, in microseconds
 * @param payload the stored payload, never upcast
 * @param metadata the stored metadata
 * @param leafHash see {@link LeafHash}
 */
@SuppressWarnings("ArrayRecordComponent") // Two entries are the same if their positions are; nothing compares them.
public record LedgerEntry(
        long position,
        String eventId,
        @Nullable CustomerId customerId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String payloadType,
        @Nullable String payloadRevision,
        Instant recordedAt,
        byte[] payload,
        byte[] metadata,
        byte[] leafHash) {

    /** How many bytes are stored of it, about. */
    public int size() {
        return payload.length + metadata.length;
    }
}
