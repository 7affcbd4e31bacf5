package io.customer360.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that are kept in a file until they are wanted again: what a measurement remembers takes no room in the heap of
 * what is measured.
 */
final class Spool implements AutoCloseable {

    private static final int PORTION_BYTES = 256 << 10;

    private final FileChannel channel;
    private final ThreadLocal<ByteBuffer> portions =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(PORTION_BYTES));
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

    Kept keep(byte[] bytes) throws IOException {
        return keep(List.of(ByteBuffer.wrap(bytes)));
    }

    /**
     * Keeps some pieces as one, and leaves them as they are. Copied no more than once, and in small portions: it is
     * done in the time of what is measured. May be called by several threads at once.
     */
    Kept keep(Iterable<ByteBuffer> pieces) throws IOException {
        int length = 0;
        for (ByteBuffer piece : pieces) {
            length += piece.remaining();
        }
        long begin = end.getAndAdd(length);
        long at = begin;
        ByteBuffer portion = portions.get().clear();
        for (ByteBuffer piece : pieces) {
            ByteBuffer left = piece.duplicate();
            while (left.hasRemaining()) {
                int some = Math.min(left.remaining(), portion.remaining());
                portion.put(portion.position(), left, left.position(), some).position(portion.position() + some);
                left.position(left.position() + some);
                if (!portion.hasRemaining()) {
                    at = write(portion.flip(), at);
                    portion.clear();
                }
            }
        }
        write(portion.flip(), at);
        return new Kept(begin, length);
    }

    private long write(ByteBuffer bytes, long from) throws IOException {
        long at = from;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        return at;
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
