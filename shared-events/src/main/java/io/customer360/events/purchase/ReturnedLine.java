package io.customer360.events.purchase;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What comes back of a line of a purchase, in the purchase's currency.
 *
 * @param number the number of the purchase's line
 * @param amount what the returned quantity had been sold for
 * @param unitCost what one unit had cost the company, where it is known
 */
public record ReturnedLine(
        int number,
        String product,
        BigDecimal quantity,
        BigDecimal amount,
        @Nullable BigDecimal unitCost) {}
