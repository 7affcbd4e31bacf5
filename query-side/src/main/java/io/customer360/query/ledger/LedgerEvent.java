package io.customer360.query.ledger;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** An entry of the ledger as Axon takes events out of a store. */
record LedgerEvent(LedgerEntry entry) implements DomainEventData<byte[]> {

    @Override
    public String getEventIdentifier() {
        return entry.eventId();
    }

    @Override
    public Instant getTimestamp() {
        return entry.recordedAt();
    }

    @Override
    public @Nullable String getType() {
        return entry.aggregateType();
    }

    @Override
    public String getAggregateIdentifier() {
        return entry.aggregateId();
    }

    @Override
    public long getSequenceNumber() {
        return entry.sequenceNumber();
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(entry.metadata(), byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(
                entry.payload(), byte[].class, entry.payloadType(), entry.payloadRevision());
    }
}
