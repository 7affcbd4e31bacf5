package io.customer360.query.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event as its store holds it, before it has a position in the ledger. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record StoredEvent(
        RelayCursor at,
        String eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String payloadType,
        @Nullable String payloadRevision,
        Instant recordedAt,
        byte[] payload,
        byte[] metadata) {}
