package io.customer360.command.purchase;

import io.customer360.events.purchase.PurchaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is left of a purchase, after returns, won't take place. */
public record CancelPurchase(
        PurchaseId purchaseId,
        Instant occurredAt,
        String reason,
        @Nullable Long expectedVersion) implements PurchaseCommand {}
