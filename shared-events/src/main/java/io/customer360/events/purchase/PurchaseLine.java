package io.customer360.events.purchase;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of a purchase, in the purchase's currency.
 *
 * @param number the line's number within the purchase, from 1
 * @param unitPrice price of one unit, where it is known
 * @param amount what the whole line costs the customer
 * @param unitCost what one unit costs the company, where it is known
 */
public record PurchaseLine(
        int number,
        String product,
        @Nullable String description,
        BigDecimal quantity,
        @Nullable BigDecimal unitPrice,
        BigDecimal amount,
        @Nullable BigDecimal unitCost) {}
