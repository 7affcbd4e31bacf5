package io.customer360.command.purchase;

import io.customer360.command.platform.Claiming;
import io.customer360.command.platform.Claims;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.PurchaseId;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A customer buys something. A prospect becomes a customer by it. */
public record PlacePurchase(
        @TargetAggregateIdentifier CustomerId customerId,
        PurchaseId purchaseId,
        Instant occurredAt,
        @Nullable String orderNumber,
        Currency currency,
        List<OrderedLine> lines,
        @Nullable ExternalReference externalReference)
        implements Claiming {

    public PlacePurchase {
        lines = List.copyOf(lines);
    }

    @Override
    public String aggregateId() {
        return purchaseId.toString();
    }

    @Override
    public Claims claims() {
        return Claims.reference(Purchase.TYPE, externalReference);
    }
}
