package io.customer360.events.purchase;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in a currency, with as many decimals as ISO 4217 gives the currency. An amount that has more can't be made.
 */
public record Money(BigDecimal amount, Currency currency) {
    public Money {
        amount = amount.setScale(Math.max(0, currency.getDefaultFractionDigits()));
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /**
     * The sum.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money plus(Money other) {
        return new Money(amount.add(inSameCurrency(other)), currency);
    }

    /**
     * The difference.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money minus(Money other) {
        return new Money(amount.subtract(inSameCurrency(other)), currency);
    }

    /** The amount in the currency's smallest unit: cents, fen, yen. */
    public long minorUnits() {
        return amount.unscaledValue().longValueExact();
    }

    private BigDecimal inSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s and %s can't be added".formatted(currency, other.currency));
        }
        return other.amount;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }
}
