package io.customer360.command.service;

import io.customer360.events.service.ServiceCaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A case that was thought done is not. */
public record ReopenServiceCase(
        ServiceCaseId serviceCaseId,
        Instant occurredAt,
        String reason,
        @Nullable Long expectedVersion) implements ServiceCaseCommand {}
