package io.customer360.command.purchase;

import static io.customer360.command.platform.Rejection.INVALID_VALUE;

import io.customer360.command.platform.Rejected;
import io.customer360.events.purchase.PurchaseLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A line as it is ordered. Its price is known by the unit, for the whole line, or both; both have to agree.
 *
 * @param quantity above 0, at most 10⁹, with up to 6 decimals
 * @param unitPrice from 0 (a gift) to 10¹², with up to 6 decimals
 * @param amount what the whole line costs, from 0 to 10¹², with no more decimals than the currency has
 * @param unitCost what one unit costs the company, from 0 to 10¹², with up to 6 decimals
 */
public record OrderedLine(
        String product,
        @Nullable String description,
        BigDecimal quantity,
        @Nullable BigDecimal unitPrice,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal unitCost) {

    /** The line as it is stored, with what it costs worked out. */
    PurchaseLine priced(int number, Currency currency) {
        String line = "Line %d: ".formatted(number);
        int decimals = currency.getDefaultFractionDigits();
        BigDecimal units = Bounds.quantity(line + "quantity", quantity);
        BigDecimal price = unitPrice == null ? null : Bounds.unitPrice(line + "unitPrice", unitPrice, decimals);
        BigDecimal cost = unitCost == null ? null : Bounds.unitPrice(line + "unitCost", unitCost, decimals);
        BigDecimal given = amount == null ? null : Bounds.amount(line + "amount", amount, decimals);
        if (price == null) {
            if (given == null) {
                throw new Rejected(INVALID_VALUE, line + "give unitPrice, amount, or both.");
            }
            return new PurchaseLine(number, product, description, units, null, given, cost);
        }
        BigDecimal expected = units.multiply(price).setScale(decimals, RoundingMode.HALF_EVEN);
        if (given != null && given.compareTo(expected) != 0) {
            throw new Rejected(
                    INVALID_VALUE,
                    "%samount is %s, but %s × %s gives %s %s. Correct one of them, or leave out amount or unitPrice."
                            .formatted(
                                    line,
                                    given.toPlainString(),
                                    units.toPlainString(),
                                    price.toPlainString(),
                                    expected.toPlainString(),
                                    currency.getCurrencyCode()));
        }
        return new PurchaseLine(
                number,
                product,
                description,
                units,
                price,
                Bounds.amount(line + "quantity × unitPrice", expected, decimals),
                cost);
    }
}
