package io.customer360.query.profile;

import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.purchase.ReturnedLine;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of some lines for which the company knows what they cost it, in the currency's main unit.
 *
 * @param amount what these lines cost the customer
 * @param cost what they cost the company
 */
record CostedAmount(BigDecimal amount, BigDecimal cost) {

    private static final CostedAmount NONE = new CostedAmount(BigDecimal.ZERO, BigDecimal.ZERO);

    static CostedAmount of(List<PurchaseLine> lines) {
        CostedAmount sum = NONE;
        for (PurchaseLine line : lines) {
            sum = sum.plus(line.amount(), line.quantity(), line.unitCost());
        }
        return sum;
    }

    static CostedAmount ofReturned(List<ReturnedLine> lines) {
        CostedAmount sum = NONE;
        for (ReturnedLine line : lines) {
            sum = sum.plus(line.amount(), line.quantity(), line.unitCost());
        }
        return sum;
    }

    private CostedAmount plus(BigDecimal lineAmount, BigDecimal quantity, @Nullable BigDecimal unitCost) {
        return unitCost == null
                ? this
                : new CostedAmount(amount.add(lineAmount), cost.add(unitCost.multiply(quantity)));
    }
}
