package io.customer360.command.purchase;

import io.customer360.command.platform.ExternalReferenceRequest;
import io.customer360.command.platform.validation.Line;
import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.PurchaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A purchase to place; it takes place now, where nothing else is said. */
@Schema(description = "A purchase to place; it takes place now, where nothing else is said.", example = """
    {"orderNumber":"SO-2026-0815","occurredAt":"2026-03-31T09:30:00Z","currency":"CNY",
     "lines":[{"product":"Pump P-100","quantity":2,"unitPrice":1250.00,"unitCost":800.00}],
     "externalReference":{"source":"shop","id":"0815"}}\
    """)
record PurchaseRequest(
        @Line(max = 100) @Nullable String orderNumber,
        @Occurred @Nullable Instant occurredAt,
        @NotNull Currency currency,

        @NotNull @Size(min = 1, max = Bounds.MOST_LINES, message = "has to have from {min} to {max} entries")
        List<@NotNull @Valid LineRequest> lines,

        @Valid @Nullable ExternalReferenceRequest externalReference) {

    /** A line of the purchase: its price by the unit, for all of it, or both. */
    record LineRequest(
            @NotNull @Line String product,
            @Prose(max = 2000) @Nullable String description,
            @NotNull @Quantity BigDecimal quantity,
            @Price @Nullable BigDecimal unitPrice,
            @Price @Nullable BigDecimal amount,
            @Price @Nullable BigDecimal unitCost) {

        OrderedLine line() {
            return new OrderedLine(product, description, quantity, unitPrice, amount, unitCost);
        }
    }

    PlacePurchase by(CustomerId customerId, Instant now) {
        return new PlacePurchase(
                customerId,
                new PurchaseId(UUID.randomUUID()),
                Objects.requireNonNullElse(occurredAt, now),
                orderNumber,
                currency,
                lines.stream().map(LineRequest::line).toList(),
                ExternalReferenceRequest.referenceOrNull(externalReference));
    }
}
