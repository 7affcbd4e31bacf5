package io.customer360.query.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a ledger entry as a leaf of a Merkle tree: {@code SHA-256(0x00 ‖ encoding)}, where the leading zero is
 * RFC 6962's, which tells leaves from inner nodes.
 *
 * <p>The encoding is what is stored in the row, column by column, in this order and with nothing between them:
 *
 * <ol>
 *   <li>{@code position}, 8 bytes
 *   <li>{@code event_id}, text
 *   <li>{@code customer_id}, text or null, as 36 lower-case characters
 *   <li>{@code aggregate_type}, text or null
 *   <li>{@code aggregate_id}, text
 *   <li>{@code sequence_number}, 8 bytes
 *   <li>{@code payload_type}, text
 *   <li>{@code payload_revision}, text or null
 *   <li>{@code recorded_at}, 8 bytes, microseconds since 1970-01-01T00:00:00Z
 *   <li>{@code payload}, bytes
 *   <li>{@code metadata}, bytes
 * </ol>
 *
 * Numbers are signed and big-endian. Bytes are preceded by their count in 4 bytes; text is its UTF-8 bytes; null is the
 * count −1 with nothing after it. So no two different rows have the same encoding.
 */
public final class LeafHash {

    private static final byte LEAF = 0;
    private static final int NULL = -1;

    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /** For use by one thread. */
    LeafHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The hash that an entry ought to have; unless the entry was altered, it is the one that it has. */
    public static byte[] of(LedgerEntry entry) {
        var customerId = entry.customerId();
        return new LeafHash()
                .of(
                        entry.position(),
                        entry.eventId(),
                        customerId == null ? null : customerId.value(),
                        entry.aggregateType(),
                        entry.aggregateId(),
                        entry.sequenceNumber(),
                        entry.payloadType(),
                        entry.payloadRevision(),
                        entry.recordedAt(),
                        entry.payload(),
                        entry.metadata());
    }

    byte[] of(
            long position,
            String eventId,
            @Nullable UUID customerId,
            @Nullable String aggregateType,
            String aggregateId,
            long sequenceNumber,
            String payloadType,
            @Nullable String payloadRevision,
            Instant recordedAt,
            byte[] payload,
            byte[] metadata) {
        digest.update(LEAF);
        addNumber(position);
        addText(eventId);
        addText(customerId == null ? null : customerId.toString());
        addText(aggregateType);
        addText(aggregateId);
        addNumber(sequenceNumber);
        addText(payloadType);
        addText(payloadRevision);
        addNumber(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt));
        addBytes(payload);
        addBytes(metadata);
        return digest.digest();
    }

    private void addNumber(long value) {
        digest.update(number.clear().putLong(value).array());
    }

    private void addText(@Nullable String text) {
        if (text == null) {
            addLength(NULL);
        } else {
            addBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void addBytes(byte[] bytes) {
        addLength(bytes.length);
        digest.update(bytes);
    }

    private void addLength(int length) {
        digest.update(number.clear().putInt(length).array(), 0, Integer.BYTES);
    }
}
