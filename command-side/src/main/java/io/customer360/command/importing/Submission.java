package io.customer360.command.importing;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to import.
 *
 * @param fileName what the sender calls the file
 * @param actor who wants it
 * @param idempotencyKey marks a request that the sender may repeat
 */
record Submission(
        String fileName,
        NamedMapping mapping,
        @Nullable String actor,
        @Nullable String idempotencyKey) {}
