package io.customer360.command.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Text that is exactly what its character set says. Bytes that are none of it are refused with their line, where the
 * JDK's readers would put a question mark and go on. A byte order mark at the beginning is left out.
 */
final class StrictText extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream bytes;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).flip();
    private boolean atBeginning = true;
    private boolean endOfBytes;
    private boolean flushed;
    private boolean malformed;
    private long line = 1;
    private char previous;

    StrictText(InputStream bytes, Charset charset) {
        this.bytes = bytes;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            if (malformed) {
                throw UnreadableFile.atLine(
                        line,
                        "the text is not %s. Save the file in %s, or name its character set in the mapping (charset)."
                                .formatted(charset.name(), charset.name()));
            }
            if (flushed) {
                return -1;
            }
            decodeInto(chars);
        }
        count(target, offset, chars.position());
        return chars.position();
    }

    private void decodeInto(CharBuffer chars) throws IOException {
        CoderResult result = decoder.decode(buffer, chars, endOfBytes);
        if (result.isError()) {
            malformed = true;
        } else if (result.isUnderflow()) {
            if (endOfBytes) {
                flushed = decoder.flush(chars).isUnderflow();
            } else {
                fill();
            }
        }
        leaveOutByteOrderMark(chars);
    }

    private void fill() throws IOException {
        buffer.compact();
        int count = bytes.read(buffer.array(), buffer.position(), buffer.remaining());
        if (count < 0) {
            endOfBytes = true;
        } else {
            buffer.position(buffer.position() + count);
        }
        buffer.flip();
    }

    private void leaveOutByteOrderMark(CharBuffer chars) {
        if (atBeginning && chars.position() > 0) {
            atBeginning = false;
            if (chars.get(0) == BYTE_ORDER_MARK) {
                CharBuffer rest = chars.duplicate().flip().position(1);
                char[] kept = new char[rest.remaining()];
                rest.get(kept);
                chars.clear().put(kept);
            }
        }
    }

    private void count(char[] target, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            char c = target[i];
            if (c == '\r' || (c == '\n' && previous != '\r')) {
                line++;
            }
            previous = c;
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
