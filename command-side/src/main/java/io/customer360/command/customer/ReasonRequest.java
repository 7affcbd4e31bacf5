package io.customer360.command.customer;

import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a customer is deactivated or reactivated: now, where nothing else is said. */
record ReasonRequest(
        @NotNull @Prose(max = 2_000) String reason,
        @Nullable @Occurred Instant occurredAt) {

    Instant occurredAt(Instant now) {
        return Objects.requireNonNullElse(occurredAt, now);
    }
}
