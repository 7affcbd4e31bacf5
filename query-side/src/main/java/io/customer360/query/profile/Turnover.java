package io.customer360.query.profile;

import io.customer360.events.purchase.Money;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * The sums of a customer's purchases in one currency.
 *
 * @param revenue what was placed, less what was returned or cancelled, in the currency's smallest unit
 * @param receivable what is owed for it, in the currency's smallest unit; negative where the company owes the customer
 * @param revenueOfKnownCost the part of the revenue for which the cost is known, in the currency's main unit
 * @param knownCost that cost, in the currency's main unit, unrounded
 */
public record Turnover(long revenue, long receivable, BigDecimal revenueOfKnownCost, BigDecimal knownCost) {

    static final Turnover NONE = new Turnover(0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    public Turnover {
        // A sum must not depend on the order of its parts, and neither must its scale.
        revenueOfKnownCost = withoutTrailingZeros(revenueOfKnownCost);
        knownCost = withoutTrailingZeros(knownCost);
    }

    public Money revenueIn(String currency) {
        return money(revenue, currency);
    }

    public Money receivableIn(String currency) {
        return money(receivable, currency);
    }

    /** What remains of the revenue whose cost is known, in the currency's main unit. */
    public BigDecimal knownMargin() {
        return revenueOfKnownCost.subtract(knownCost);
    }

    Turnover sold(long amount, CostedAmount costed) {
        return new Turnover(
                Math.addExact(revenue, amount),
                Math.addExact(receivable, amount),
                revenueOfKnownCost.add(costed.amount()),
                knownCost.add(costed.cost()));
    }

    Turnover paid(long amount) {
        return new Turnover(revenue, Math.subtractExact(receivable, amount), revenueOfKnownCost, knownCost);
    }

    Turnover takenBack(long amount, CostedAmount costed) {
        return new Turnover(
                Math.subtractExact(revenue, amount),
                Math.subtractExact(receivable, amount),
                revenueOfKnownCost.subtract(costed.amount()),
                knownCost.subtract(costed.cost()));
    }

    private static BigDecimal withoutTrailingZeros(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Money money(long minorUnits, String code) {
        Currency currency = Currency.getInstance(code);
        return new Money(BigDecimal.valueOf(minorUnits, Math.max(0, currency.getDefaultFractionDigits())), currency);
    }
}
