package io.customer360.command.service;

import io.customer360.command.platform.Command;
import io.customer360.events.service.ServiceCaseId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.jspecify.annotations.Nullable;

/** An order about a service case that was opened before. */
public sealed interface ServiceCaseCommand extends Command
        permits AssignServiceCase,
                RespondToServiceCase,
                ResolveServiceCase,
                ReopenServiceCase,
                CloseServiceCase,
                RateServiceCase,
                CorrectRating {

    @TargetAggregateIdentifier
    ServiceCaseId serviceCaseId();

    @Override
    @TargetAggregateVersion
    @Nullable
    Long expectedVersion();

    @Override
    default String aggregateId() {
        return serviceCaseId().toString();
    }
}
