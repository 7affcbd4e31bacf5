package io.customer360.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that are kept in a file until they are wanted again: what a measurement remembers takes no room in the heap of
 * what is measured.
 */
final class Spool implements AutoCloseable {

    private final FileChannel channel;
    private final AtomicLong end = new AtomicLong();

    Spool(Path file) throws IOException {
        channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Bytes in the file. */
    final class Kept {

        private final long at;
        private final int length;

        private Kept(long at, int length) {
            this.at = at;
            this.length = length;
        }

        byte[] read() throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, at + bytes.position()) < 0) {
                    throw new IOException(
                            "The file ends at %d before %d".formatted(at + bytes.position(), at + length));
                }
            }
            return bytes.array();
        }
    }

    /** May be called by several threads at once. */
    Kept keep(byte[] bytes) throws IOException {
        long at = end.getAndAdd(bytes.length);
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left, at + left.position());
        }
        return new Kept(at, bytes.length);
    }

    /** Forgets everything. */
    void clear() throws IOException {
        channel.truncate(0);
        end.set(0);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
