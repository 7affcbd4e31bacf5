package io.customer360.command.service;

import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.service.ServiceCaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a service case is open again. */
@Schema(description = "Why a service case is open again.", example = """
    {"reason":"It leaks again"}\
    """)
record ReopeningRequest(
        @NotNull @Prose(max = 2000) String reason,
        @Occurred @Nullable Instant occurredAt) {

    ReopenServiceCase of(ServiceCaseId serviceCaseId, Instant now, @Nullable Long expectedVersion) {
        return new ReopenServiceCase(
                serviceCaseId, Objects.requireNonNullElse(occurredAt, now), reason, expectedVersion);
    }
}
