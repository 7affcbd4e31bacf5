package io.customer360.events;

import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.purchase.ReturnedLine;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The life of one purchase. What a customer owes is the sum of what was placed, less what was paid, returned and
 * cancelled; it is negative where the company owes the customer.
 */
public sealed interface PurchaseEvent extends InteractionEvent {

    PurchaseId purchaseId();

    @Nullable
    String orderNumber();

    /** {@code total} is the sum of the lines' amounts. */
    @Revision("1")
    record PurchasePlaced(
            PurchaseId purchaseId,
            CustomerId customerId,
            Instant occurredAt,
            @Nullable String orderNumber,
            List<PurchaseLine> lines,
            Money total,
            @Nullable ExternalReference externalReference)
            implements PurchaseEvent {
        public PurchasePlaced {
            lines = List.copyOf(lines);
        }
    }

    /** {@code outstanding} is what is still owed for this purchase after the payment. */
    @Revision("1")
    record PaymentReceived(
            PurchaseId purchaseId,
            CustomerId customerId,
            Instant occurredAt,
            @Nullable String orderNumber,
            Money amount,
            Money outstanding,
            @Nullable String paymentReference)
            implements PurchaseEvent {}

    /** {@code amount} is what the returned goods had been sold for, {@code purchasedAt} when. */
    @Revision("1")
    record GoodsReturned(
            PurchaseId purchaseId,
            CustomerId customerId,
            Instant occurredAt,
            @Nullable String orderNumber,
            Instant purchasedAt,
            List<ReturnedLine> lines,
            Money amount,
            Money outstanding,
            @Nullable String reason)
            implements PurchaseEvent {
        public GoodsReturned {
            lines = List.copyOf(lines);
        }
    }

    /** {@code lines} and {@code amount} are what was left of the purchase, after returns, when it was cancelled. */
    @Revision("1")
    record PurchaseCancelled(
            PurchaseId purchaseId,
            CustomerId customerId,
            Instant occurredAt,
            @Nullable String orderNumber,
            Instant purchasedAt,
            List<ReturnedLine> lines,
            Money amount,
            Money outstanding,
            String reason)
            implements PurchaseEvent {
        public PurchaseCancelled {
            lines = List.copyOf(lines);
        }
    }
}
