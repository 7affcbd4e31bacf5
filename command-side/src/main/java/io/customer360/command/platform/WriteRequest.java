package io.customer360.command.platform;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a writing HTTP request say beside its body. Controllers take it as a parameter.
 *
 * @param origin from {@code X-Actor}, {@code X-Reason} and {@code X-Source-System}
 * @param expectedVersion from {@code If-Match}
 * @param idempotencyKey from {@code Idempotency-Key}
 */
public record WriteRequest(
        Origin origin,
        @Nullable Long expectedVersion,
        @Nullable IdempotencyKey idempotencyKey) {

    /** An id for what the request adds to something: the same one again if the request is repeated. */
    public UUID newId() {
        return idempotencyKey == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes("%s\n%s"
                        .formatted(idempotencyKey.fingerprint(), idempotencyKey.key())
                        .getBytes(StandardCharsets.UTF_8));
    }
}
