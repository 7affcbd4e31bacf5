package io.customer360.command.platform.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Stores many rows at once, in the transaction that is under way: {@code COPY} in binary form takes a fraction of what
 * inserts cost, and PostgreSQL stores the first of them while the others are still written. Columns are texts, numbers
 * of eight bytes, truths and bytes.
 */
public final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final short TRAILER = -1;
    private static final int NULL = -1;
    private static final int CHUNK = 64 * 1024;

    private final CopyIn copy;
    private final short columns;
    private ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

    /**
     * @param into the table, and its columns in brackets
     * @param columns how many these are
     */
    public BinaryCopy(Connection connection, String into, int columns) throws SQLException {
        this.columns = (short) columns;
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY %s FROM STDIN (FORMAT binary)".formatted(into));
        chunk.put(SIGNATURE);
        chunk.putInt(0); // no flags
        chunk.putInt(0); // no extension
    }

    /** Begins a row, whose columns follow in their order. */
    public BinaryCopy row() throws SQLException {
        roomFor(Short.BYTES).putShort(columns);
        return this;
    }

    public BinaryCopy text(@Nullable String text) throws SQLException {
        if (text == null) {
            roomFor(Integer.BYTES).putInt(NULL);
            return this;
        }
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryCopy number(long number) throws SQLException {
        roomFor(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(number);
        return this;
    }

    public BinaryCopy truth(boolean truth) throws SQLException {
        roomFor(Integer.BYTES + 1).putInt(1).put((byte) (truth ? 1 : 0));
        return this;
    }

    public BinaryCopy bytes(byte[] bytes) throws SQLException {
        roomFor(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
        return this;
    }

    private ByteBuffer roomFor(int bytes) throws SQLException {
        if (chunk.remaining() < bytes) {
            send();
        }
        if (chunk.remaining() < bytes) {
            chunk = ByteBuffer.allocate(bytes);
        }
        return chunk;
    }

    private void send() throws SQLException {
        copy.writeToCopy(chunk.array(), 0, chunk.position());
        chunk.clear();
    }

    /** All rows are stored, or the transaction has failed. */
    public void end() throws SQLException {
        roomFor(Short.BYTES).putShort(TRAILER);
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
