package io.customer360.command.service;

import io.customer360.events.service.ServiceCaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody becomes responsible for a service case. */
public record AssignServiceCase(
        ServiceCaseId serviceCaseId,
        Instant occurredAt,
        String assignee,
        @Nullable Long expectedVersion) implements ServiceCaseCommand {}
