package io.customer360.query.ledger;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Appends stored events to the ledger, on one connection: their positions, and in the same transaction how far the
 * source has been read. {@code COPY} in binary form takes a fraction of what inserts cost.
 */
class LedgerAppender {

    private static final String COPY = "copy query.ledger (position, event_id, customer_id, aggregate_type,"
            + " aggregate_id, sequence_number, payload_type, payload_revision, recorded_at, payload, metadata,"
            + " leaf_hash) from stdin (format binary)";

    private static final short COLUMNS = 12;
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final short TRAILER = -1;
    private static final int NULL = -1;

    /** What PostgreSQL counts time from. */
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final Connection connection;
    private final String source;
    private final LeafHash leafHash = new LeafHash();
    private RelayCursor cursor;
    private long position;

    private LedgerAppender(Connection connection, String source, RelayCursor cursor, long position) {
        this.connection = connection;
        this.source = source;
        this.cursor = cursor;
        this.position = position;
    }

    /** Takes up where the last one ended. The connection is given over with {@code autoCommit} off. */
    static LedgerAppender resume(Connection connection, EventSource source) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into query.relay_cursor (source, source_seen, source_index, position)"
                        + " select ?, ?::pg_snapshot, ?, coalesce(max(position), 0) from query.ledger"
                        + " on conflict do nothing")) {
            insert.setString(1, source.name());
            insert.setString(2, source.start().seen());
            insert.setLong(3, source.start().index());
            insert.executeUpdate();
        }
        try (PreparedStatement select =
                connection.prepareStatement("select source_seen::text, source_window::text, source_index, position"
                        + " from query.relay_cursor where source = ?")) {
            select.setString(1, source.name());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                var cursor = new RelayCursor(row.getString(1), row.getString(2), row.getLong(3));
                var appender = new LedgerAppender(connection, source.name(), cursor, row.getLong(4));
                connection.commit();
                return appender;
            }
        }
    }

    RelayCursor cursor() {
        return cursor;
    }

    long position() {
        return position;
    }

    /** Appends events in their order, all or none. */
    void append(List<StoredEvent> events) throws SQLException, IOException {
        RelayCursor newCursor = events.getLast().at();
        long newPosition = position + events.size();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            byte[] rows = rows(events);
            copy.writeToCopy(rows, 0, rows.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        saveCursor(newCursor, newPosition);
        connection.commit();
        cursor = newCursor;
        position = newPosition;
    }

    private void saveCursor(RelayCursor newCursor, long newPosition) throws SQLException {
        // The condition is the fence: whoever appended in the meantime moved the position.
        try (PreparedStatement update = connection.prepareStatement(
                "update query.relay_cursor set source_seen = ?::pg_snapshot, source_window = ?::pg_snapshot,"
                        + " source_index = ?, position = ? where source = ? and position = ?")) {
            update.setString(1, newCursor.seen());
            update.setString(2, newCursor.window());
            update.setLong(3, newCursor.index());
            update.setLong(4, newPosition);
            update.setString(5, source);
            update.setLong(6, position);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException(
                        "Another relay has appended to the ledger after position %d".formatted(position));
            }
        }
    }

    private byte[] rows(List<StoredEvent> events) throws IOException {
        var bytes = new ByteArrayOutputStream(events.size() * 1024);
        var out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        out.writeInt(0); // no flags
        out.writeInt(0); // no extension
        long next = position;
        for (StoredEvent event : events) {
            next++;
            writeRow(out, next, event);
        }
        out.writeShort(TRAILER);
        return bytes.toByteArray();
    }

    private void writeRow(DataOutputStream out, long at, StoredEvent event) throws IOException {
        UUID customerId = CustomerOfEvent.find(event.metadata(), event.payload());
        out.writeShort(COLUMNS);
        writeNumber(out, at);
        writeText(out, event.eventId());
        if (customerId == null) {
            out.writeInt(NULL);
        } else {
            out.writeInt(2 * Long.BYTES);
            out.writeLong(customerId.getMostSignificantBits());
            out.writeLong(customerId.getLeastSignificantBits());
        }
        writeText(out, event.aggregateType());
        writeText(out, event.aggregateId());
        writeNumber(out, event.sequenceNumber());
        writeText(out, event.payloadType());
        writeText(out, event.payloadRevision());
        writeNumber(out, ChronoUnit.MICROS.between(POSTGRES_EPOCH, event.recordedAt()));
        writeBytes(out, event.payload());
        writeBytes(out, event.metadata());
        writeBytes(
                out,
                leafHash.of(
                        at,
                        event.eventId(),
                        customerId,
                        event.aggregateType(),
                        event.aggregateId(),
                        event.sequenceNumber(),
                        event.payloadType(),
                        event.payloadRevision(),
                        event.recordedAt(),
                        event.payload(),
                        event.metadata()));
    }

    private static void writeNumber(DataOutputStream out, long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(NULL);
        } else {
            writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
