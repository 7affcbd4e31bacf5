package io.customer360.command.platform;

/**
 * Marks a request that its sender may repeat.
 *
 * @param key chosen by the sender
 * @param fingerprint a hash of the request: another request under the same key is refused
 */
public record IdempotencyKey(String key, String fingerprint) {}
