package io.customer360.command.purchase;

import io.customer360.command.platform.Command;
import io.customer360.events.purchase.PurchaseId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.jspecify.annotations.Nullable;

/** An order about a purchase that was placed before. */
public sealed interface PurchaseCommand extends Command
        permits ReceivePayment, ReturnGoods, ReturnAllGoods, CancelPurchase {

    @TargetAggregateIdentifier
    PurchaseId purchaseId();

    @Override
    @TargetAggregateVersion
    @Nullable
    Long expectedVersion();

    @Override
    default String aggregateId() {
        return purchaseId().toString();
    }
}
