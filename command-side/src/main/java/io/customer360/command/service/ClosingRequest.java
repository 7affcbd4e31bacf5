package io.customer360.command.service;

import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.service.ServiceCaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why nothing more will happen in a service case. */
@Schema(description = "Why nothing more will happen in a service case.", example = """
    {"reason":"No answer for a month"}\
    """)
record ClosingRequest(
        @Prose(max = 2000) @Nullable String reason,
        @Occurred @Nullable Instant occurredAt) {

    CloseServiceCase of(ServiceCaseId serviceCaseId, Instant now, @Nullable Long expectedVersion) {
        return new CloseServiceCase(
                serviceCaseId, Objects.requireNonNullElse(occurredAt, now), reason, expectedVersion);
    }
}
