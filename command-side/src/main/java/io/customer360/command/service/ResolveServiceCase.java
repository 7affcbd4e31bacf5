package io.customer360.command.service;

import io.customer360.events.service.ServiceCaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the customer asked for is done, or what was wrong is put right. */
public record ResolveServiceCase(
        ServiceCaseId serviceCaseId,
        Instant occurredAt,
        @Nullable String staffMember,
        @Nullable String resolution,
        @Nullable Long expectedVersion)
        implements ServiceCaseCommand {}
