package io.customer360.command.purchase;

import io.customer360.events.purchase.PurchaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The customer gives back everything that has not been returned before. */
public record ReturnAllGoods(
        PurchaseId purchaseId,
        Instant occurredAt,
        @Nullable String reason,
        @Nullable Long expectedVersion) implements PurchaseCommand {}
