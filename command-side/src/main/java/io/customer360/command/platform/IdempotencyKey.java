package io.customer360.command.platform;

import java.util.Map;
import java.util.Optional;

/**
 * Marks a request that its sender may repeat. It travels in the metadata of the command, and not into its events.
 *
 * @param key chosen by the sender
 * @param fingerprint a hash of the request: another request under the same key is refused
 */
public record IdempotencyKey(String key, String fingerprint) {

    private static final String KEY = "idempotencyKey";
    private static final String FINGERPRINT = "idempotencyFingerprint";

    Map<String, String> metadata() {
        return Map.of(KEY, key, FINGERPRINT, fingerprint);
    }

    /** The key of a command with this metadata. */
    public static Optional<IdempotencyKey> of(Map<String, ?> metadata) {
        return metadata.get(KEY) instanceof String key && metadata.get(FINGERPRINT) instanceof String fingerprint
                ? Optional.of(new IdempotencyKey(key, fingerprint))
                : Optional.empty();
    }
}
