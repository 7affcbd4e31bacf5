package io.customer360.command.service;

import io.customer360.command.platform.Claiming;
import io.customer360.command.platform.Claims;
import io.customer360.events.contact.Channel;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.Priority;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A customer asks for something or complains.
 *
 * @param product what it is about, where that is known
 * @param purchaseId the purchase of this customer that it is about, where that is known
 * @param reportedBy who reported it for the customer
 */
public record OpenServiceCase(
        @TargetAggregateIdentifier CustomerId customerId,
        ServiceCaseId serviceCaseId,
        Instant occurredAt,
        ServiceCaseType type,
        Channel channel,
        Priority priority,
        String subject,
        @Nullable String text,
        @Nullable String product,
        @Nullable PurchaseId purchaseId,
        @Nullable String reportedBy,
        @Nullable ExternalReference externalReference)
        implements Claiming {

    @Override
    public String aggregateId() {
        return serviceCaseId.toString();
    }

    @Override
    public Claims claims() {
        return Claims.reference(ServiceCase.TYPE, externalReference);
    }
}
