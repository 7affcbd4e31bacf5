package io.customer360.command.service;

import io.customer360.command.platform.validation.Line;
import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.service.ServiceCaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a service case was resolved, and by whom. */
@Schema(description = "How a service case was resolved, and by whom.", example = """
    {"resolution":"Gasket replaced","staffMember":"Ann Smith"}\
    """)
record ResolutionRequest(
        @Prose @Nullable String resolution,
        @Line @Nullable String staffMember,
        @Occurred @Nullable Instant occurredAt) {

    ResolveServiceCase of(ServiceCaseId serviceCaseId, Instant now, @Nullable Long expectedVersion) {
        return new ResolveServiceCase(
                serviceCaseId, Objects.requireNonNullElse(occurredAt, now), staffMember, resolution, expectedVersion);
    }
}
