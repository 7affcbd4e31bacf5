package io.customer360.query.timeline;

import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.purchase.ReturnedLine;
import java.math.BigDecimal;

/**
 * How much of a line of a purchase was bought, came back, or was cancelled, in the purchase's currency.
 *
 * @param number the line's number within the purchase, from 1
 * @param amount what that quantity was sold for
 */
public record GoodsLine(int number, String product, BigDecimal quantity, BigDecimal amount) {

    static GoodsLine of(PurchaseLine line) {
        return new GoodsLine(line.number(), line.product(), line.quantity(), line.amount());
    }

    static GoodsLine of(ReturnedLine line) {
        return new GoodsLine(line.number(), line.product(), line.quantity(), line.amount());
    }
}
