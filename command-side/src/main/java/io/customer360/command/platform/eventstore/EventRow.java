package io.customer360.command.platform.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the PostgreSQL event store: an event, as texts and bytes. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record EventRow(
        String id,
        String aggregateId,
        long sequenceNumber,
        String type,
        String timestamp,
        String payloadType,
        @Nullable String payloadRevision,
        byte[] payload,
        byte[] metadata) {

    /** In the order of the components. */
    static final String COLUMNS = "event_identifier, aggregate_identifier, sequence_number, type, time_stamp,"
            + " payload_type, payload_revision, payload, meta_data";

    static final int COLUMN_COUNT = 9;

    /** Takes many rows at once, in the transaction that is under way. */
    public static BinaryCopy copy(Connection connection) throws SQLException {
        return new BinaryCopy(connection, "command.domain_event_entry (%s)".formatted(COLUMNS), COLUMN_COUNT);
    }

    public void addTo(BinaryCopy copy) throws SQLException {
        copy.row()
                .text(id)
                .text(aggregateId)
                .number(sequenceNumber)
                .text(type)
                .text(timestamp)
                .text(payloadType)
                .text(payloadRevision)
                .bytes(payload)
                .bytes(metadata);
    }

    /** One for each column. */
    List<@Nullable Object> values() {
        return Arrays.asList(
                id, aggregateId, sequenceNumber, type, timestamp, payloadType, payloadRevision, payload, metadata);
    }
}
