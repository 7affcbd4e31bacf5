package io.customer360.benchmarks.seeding;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** One {@code COPY … FROM STDIN} in PostgreSQL's binary form, whose columns are texts, numbers, truths and bytes. */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final short TRAILER = -1;
    private static final int BUFFER = 1 << 16;

    private final DataOutputStream out;
    private final int columns;

    /** @param into table and columns */
    BinaryCopy(Connection connection, String into, int columns) throws SQLException, IOException {
        this.columns = columns;
        this.out = new DataOutputStream(new BufferedOutputStream(
                new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class), "copy %s from stdin (format binary)".formatted(into)),
                BUFFER));
        out.write(SIGNATURE);
        out.writeInt(0); // no flags
        out.writeInt(0); // no extension
    }

    BinaryCopy row() throws IOException {
        out.writeShort(columns);
        return this;
    }

    BinaryCopy text(String text) throws IOException {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    BinaryCopy number(long number) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(number);
        return this;
    }

    BinaryCopy truth(boolean truth) throws IOException {
        out.writeInt(1);
        out.writeBoolean(truth);
        return this;
    }

    BinaryCopy bytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
        return this;
    }

    @Override
    public void close() throws IOException {
        out.writeShort(TRAILER);
        out.close();
    }
}
