package io.customer360.command.purchase;

import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.purchase.ReturnedLine;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the customer still has of a line, after returns, and what it was sold for. */
record LineLeft(PurchaseLine line, BigDecimal quantity, BigDecimal amount) {

    static LineLeft of(PurchaseLine line) {
        return new LineLeft(line, line.quantity(), line.amount());
    }

    boolean isNothing() {
        return quantity.signum() == 0;
    }

    /**
     * The part of the amount goes by the quantity, rounded. Taken from what is left, not from the whole line, it never
     * adds up to more than the line's amount, and the last part is exactly the rest.
     */
    ReturnedLine part(BigDecimal partialQuantity) {
        BigDecimal partialAmount =
                amount.multiply(partialQuantity).divide(quantity, amount.scale(), RoundingMode.HALF_EVEN);
        return new ReturnedLine(line.number(), line.product(), partialQuantity, partialAmount, line.unitCost());
    }

    ReturnedLine all() {
        return part(quantity);
    }

    LineLeft less(ReturnedLine returned) {
        return new LineLeft(line, quantity.subtract(returned.quantity()), amount.subtract(returned.amount()));
    }
}
