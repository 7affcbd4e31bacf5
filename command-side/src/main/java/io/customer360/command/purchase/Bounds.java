package io.customer360.command.purchase;

import static io.customer360.command.platform.Rejection.INVALID_VALUE;

import io.customer360.command.platform.Rejected;
import java.math.BigDecimal;

/**
 * What numbers of a purchase may be at most. Nobody buys beyond them, and within them sums fit into what stores and
 * clients calculate with.
 */
final class Bounds {

    static final BigDecimal MOST_UNITS = new BigDecimal("1000000000");
    static final BigDecimal HIGHEST_AMOUNT = new BigDecimal("1000000000000");
    static final int MOST_DECIMALS = 6;
    static final int MOST_LINES = 1000;

    private Bounds() {}

    /** A quantity above 0, in its shortest form. */
    static BigDecimal quantity(String what, BigDecimal value) {
        return aboveZero(what, within(what, value, MOST_UNITS, MOST_DECIMALS, 0));
    }

    /** A price or cost of one unit, 0 or more; it may have more decimals than the currency. */
    static BigDecimal unitPrice(String what, BigDecimal value, int currencyDecimals) {
        return within(what, value, HIGHEST_AMOUNT, MOST_DECIMALS, currencyDecimals);
    }

    /** An amount of 0 or more, with the decimals of its currency. */
    static BigDecimal amount(String what, BigDecimal value, int currencyDecimals) {
        return within(what, value, HIGHEST_AMOUNT, currencyDecimals, currencyDecimals);
    }

    static BigDecimal aboveZero(String what, BigDecimal value) {
        if (value.signum() == 0) {
            throw new Rejected(INVALID_VALUE, "%s has to be above 0.".formatted(what));
        }
        return value;
    }

    private static BigDecimal within(
            String what, BigDecimal value, BigDecimal highest, int mostDecimals, int fewestDecimals) {
        // Compared before it is scaled or printed: 1E+999999999 would take all memory there is.
        if (value.signum() < 0 || value.compareTo(highest) > 0) {
            throw new Rejected(
                    INVALID_VALUE, "%s has to lie between 0 and %s.".formatted(what, highest.toPlainString()));
        }
        BigDecimal shortest = value.stripTrailingZeros();
        if (shortest.scale() > mostDecimals) {
            throw new Rejected(INVALID_VALUE, "%s may have %d decimals, not more.".formatted(what, mostDecimals));
        }
        return shortest.setScale(Math.max(shortest.scale(), fewestDecimals));
    }
}
