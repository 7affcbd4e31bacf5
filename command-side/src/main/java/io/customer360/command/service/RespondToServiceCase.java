package io.customer360.command.service;

import io.customer360.events.contact.Channel;
import io.customer360.events.service.ServiceCaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The company answers the customer, without the case being resolved by that. */
public record RespondToServiceCase(
        ServiceCaseId serviceCaseId,
        Instant occurredAt,
        @Nullable Channel channel,
        @Nullable String staffMember,
        @Nullable String text,
        @Nullable Long expectedVersion)
        implements ServiceCaseCommand {}
