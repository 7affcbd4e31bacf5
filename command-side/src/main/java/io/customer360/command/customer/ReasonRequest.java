package io.customer360.command.customer;

import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a customer is deactivated or reactivated: now, where nothing else is said. */
@Schema(description = "Why a customer is deactivated or reactivated: now, where nothing else is said.", example = """
    {"reason":"The company was dissolved"}\
    """)
record ReasonRequest(
        @NotNull @Prose(max = 2_000) String reason,
        @Nullable @Occurred Instant occurredAt) {

    Instant occurredAt(Instant now) {
        return Objects.requireNonNullElse(occurredAt, now);
    }
}
