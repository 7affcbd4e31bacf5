package io.customer360.command.purchase;

import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.purchase.PurchaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Goods that come back, now where nothing else is said: parts of some lines, or all that is left. */
@Schema(
        description = "Goods that come back, now where nothing else is said: parts of some lines, or all that is left.",
        example = """
            {"lines":[{"line":1,"quantity":1}],"reason":"One pump leaks"}\
            """)
record ReturnRequest(
        @Size(min = 1, max = Bounds.MOST_LINES, message = "has to have from {min} to {max} entries") @Nullable
        List<@NotNull @Valid PartRequest> lines,

        @Nullable Boolean all,
        @Prose(max = 2000) @Nullable String reason,
        @Occurred @Nullable Instant occurredAt) {

    /** How much comes back of a line of the purchase, counted from 1. */
    record PartRequest(int line, @NotNull @Quantity BigDecimal quantity) {

        ReturnGoods.Part part() {
            return new ReturnGoods.Part(line, quantity);
        }
    }

    @AssertTrue(message = "have to be given, or \"all\": true, and not both")
    boolean isLines() {
        return (lines == null) == Boolean.TRUE.equals(all);
    }

    PurchaseCommand of(PurchaseId purchaseId, Instant now, @Nullable Long expectedVersion) {
        Instant at = Objects.requireNonNullElse(occurredAt, now);
        return lines == null
                ? new ReturnAllGoods(purchaseId, at, reason, expectedVersion)
                : new ReturnGoods(
                        purchaseId, at, lines.stream().map(PartRequest::part).toList(), reason, expectedVersion);
    }
}
