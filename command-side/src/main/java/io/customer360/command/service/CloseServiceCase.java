package io.customer360.command.service;

import io.customer360.events.service.ServiceCaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nothing more will happen in a case: it is resolved, or given up. */
public record CloseServiceCase(
        ServiceCaseId serviceCaseId,
        Instant occurredAt,
        @Nullable String reason,
        @Nullable Long expectedVersion) implements ServiceCaseCommand {}
