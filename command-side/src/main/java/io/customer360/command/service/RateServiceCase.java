package io.customer360.command.service;

import io.customer360.events.service.Rating;
import io.customer360.events.service.ServiceCaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The customer says how the case was handled. */
public record RateServiceCase(
        ServiceCaseId serviceCaseId,
        Instant occurredAt,
        Rating rating,
        @Nullable String comment,
        @Nullable Long expectedVersion)
        implements ServiceCaseCommand {}
