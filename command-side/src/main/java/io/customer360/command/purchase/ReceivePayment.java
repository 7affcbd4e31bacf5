package io.customer360.command.purchase;

import io.customer360.events.purchase.PurchaseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * The customer pays for a purchase, in whole or in part.
 *
 * @param currency the purchase's own; that is also meant where none is given
 */
public record ReceivePayment(
        PurchaseId purchaseId,
        Instant occurredAt,
        BigDecimal amount,
        @Nullable Currency currency,
        @Nullable String paymentReference,
        @Nullable Long expectedVersion)
        implements PurchaseCommand {}
