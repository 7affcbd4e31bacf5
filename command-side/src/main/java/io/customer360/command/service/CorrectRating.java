package io.customer360.command.service;

import io.customer360.events.service.Rating;
import io.customer360.events.service.ServiceCaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rating was recorded wrongly. It replaces the one on the same scale. */
public record CorrectRating(
        ServiceCaseId serviceCaseId,
        Instant occurredAt,
        Rating rating,
        String reason,
        @Nullable Long expectedVersion) implements ServiceCaseCommand {}
