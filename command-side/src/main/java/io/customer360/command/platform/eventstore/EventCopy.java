package io.customer360.command.platform.eventstore;

import io.customer360.command.platform.eventstore.AppendStatement.EventRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Stores many events at once, in the transaction that is under way: {@code COPY} in binary form takes a fraction of
 * what inserts cost, and PostgreSQL stores the first of them while the others are still written.
 */
final class EventCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final short TRAILER = -1;
    private static final int NULL = -1;
    /** Stands for NULL by being this very array. */
    private static final byte[] NOTHING = {};

    private static final int CHUNK = 64 * 1024;

    private final CopyIn copy;
    private ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

    EventCopy(Connection connection) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY command.domain_event_entry (" + AppendStatement.EVENT_COLUMNS
                        + ") FROM STDIN (FORMAT binary)");
        chunk.put(SIGNATURE);
        chunk.putInt(0); // no flags
        chunk.putInt(0); // no extension
    }

    void add(EventRow event) throws SQLException {
        add(
                text(event.id()),
                text(event.aggregateId()),
                ByteBuffer.allocate(Long.BYTES).putLong(event.sequenceNumber()).array(),
                text(event.type()),
                text(event.timestamp()),
                text(event.payloadType()),
                text(event.payloadRevision()),
                event.payload(),
                event.metadata());
    }

    private static byte[] text(@Nullable String text) {
        return text == null ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
    }

    private void add(byte[]... columns) throws SQLException {
        int length = Short.BYTES;
        for (byte[] column : columns) {
            length += Integer.BYTES + column.length;
        }
        makeRoomFor(length);
        chunk.putShort((short) columns.length);
        for (byte[] column : columns) {
            chunk.putInt(column == NOTHING ? NULL : column.length).put(column);
        }
    }

    private void makeRoomFor(int bytes) throws SQLException {
        if (chunk.remaining() < bytes) {
            send();
        }
        if (chunk.remaining() < bytes) {
            chunk = ByteBuffer.allocate(bytes);
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(chunk.array(), 0, chunk.position());
        chunk.clear();
    }

    /** All of them are stored, or the transaction has failed. */
    void end() throws SQLException {
        makeRoomFor(Short.BYTES);
        chunk.putShort(TRAILER);
        send();
        copy.endCopy();
    }

    /** Without an end before, nothing is stored. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
