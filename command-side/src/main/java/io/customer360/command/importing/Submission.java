package io.customer360.command.importing;

import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import java.util.regex.Pattern;
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
        @Nullable String idempotencyKey) {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,253}[\\x21-\\x7E])?");

    Submission {
        if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
            throw new Rejected(
                    Rejection.INVALID_VALUE,
                    "Idempotency-Key has to be 1 to 255 printable ASCII characters, such as a UUID.");
        }
    }
}
