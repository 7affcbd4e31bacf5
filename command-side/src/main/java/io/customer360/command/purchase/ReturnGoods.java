package io.customer360.command.purchase;

import io.customer360.events.purchase.PurchaseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The customer gives back some of what was bought. */
public record ReturnGoods(
        PurchaseId purchaseId,
        Instant occurredAt,
        List<Part> parts,
        @Nullable String reason,
        @Nullable Long expectedVersion)
        implements PurchaseCommand {

    public ReturnGoods {
        parts = List.copyOf(parts);
    }

    /** How much comes back of the line with that number. */
    public record Part(int line, BigDecimal quantity) {}
}
