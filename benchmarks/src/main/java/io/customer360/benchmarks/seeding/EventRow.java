package io.customer360.benchmarks.seeding;

/** A row of the event store, as texts and bytes. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record EventRow(
        String eventId,
        String aggregateId,
        long sequenceNumber,
        String type,
        String timestamp,
        String payloadType,
        String payloadRevision,
        byte[] payload,
        byte[] metadata) {}
