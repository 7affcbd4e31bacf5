package io.customer360.command.purchase;

import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.purchase.PurchaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a purchase is cancelled, and when; now, where nothing else is said. */
@Schema(description = "Why a purchase is cancelled, and when; now, where nothing else is said.", example = """
    {"reason":"Ordered twice"}\
    """)
record CancellationRequest(
        @NotNull @Prose(max = 2000) String reason,
        @Occurred @Nullable Instant occurredAt) {

    CancelPurchase of(PurchaseId purchaseId, Instant now, @Nullable Long expectedVersion) {
        return new CancelPurchase(purchaseId, Objects.requireNonNullElse(occurredAt, now), reason, expectedVersion);
    }
}
