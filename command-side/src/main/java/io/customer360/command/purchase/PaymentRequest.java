package io.customer360.command.purchase;

import io.customer360.command.platform.validation.Line;
import io.customer360.command.platform.validation.Occurred;
import io.customer360.events.purchase.PurchaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A payment to record; it is received now, in the purchase's currency, where nothing else is said. */
@Schema(
        description =
                "A payment to record; it is received now, in the purchase's currency, where nothing else is said.",
        example = """
            {"amount":1250.00,"currency":"CNY","paymentReference":"BANK-77"}\
            """)
record PaymentRequest(
        @NotNull @Price @Positive(message = "has to be above 0")
        BigDecimal amount,

        @Nullable Currency currency,
        @Occurred @Nullable Instant occurredAt,
        @Line(max = 100) @Nullable String paymentReference) {

    ReceivePayment of(PurchaseId purchaseId, Instant now, @Nullable Long expectedVersion) {
        return new ReceivePayment(
                purchaseId,
                Objects.requireNonNullElse(occurredAt, now),
                amount,
                currency,
                paymentReference,
                expectedVersion);
    }
}
