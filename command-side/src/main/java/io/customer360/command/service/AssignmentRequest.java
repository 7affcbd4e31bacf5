package io.customer360.command.service;

import io.customer360.command.platform.validation.Line;
import io.customer360.command.platform.validation.Occurred;
import io.customer360.events.service.ServiceCaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who becomes responsible for a service case. */
@Schema(description = "Who becomes responsible for a service case.", example = """
    {"assignee":"Ann Smith"}\
    """)
record AssignmentRequest(
        @NotNull @Line String assignee, @Occurred @Nullable Instant occurredAt) {

    AssignServiceCase of(ServiceCaseId serviceCaseId, Instant now, @Nullable Long expectedVersion) {
        return new AssignServiceCase(
                serviceCaseId, Objects.requireNonNullElse(occurredAt, now), assignee, expectedVersion);
    }
}
