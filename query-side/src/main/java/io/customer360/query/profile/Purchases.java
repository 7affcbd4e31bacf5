package io.customer360.query.profile;

import io.customer360.events.purchase.Money;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * All about a customer's purchases.
 *
 * @param placed purchases ever placed
 * @param cancelled those of them that were cancelled
 * @param returns how often goods came back
 * @param moments when the purchases that were not cancelled took place
 * @param turnover the sums by ISO 4217 code
 */
public record Purchases(
        long placed, long cancelled, long returns, Moments moments, SortedMap<String, Turnover> turnover) {

    static final Purchases NONE = new Purchases(0, 0, 0, Moments.NONE, Profile.sorted(Map.of()));

    public Purchases {
        turnover = Profile.sorted(turnover);
    }

    /** Purchases placed and not cancelled. */
    public long count() {
        return placed - cancelled;
    }

    Purchases placed(Instant purchasedAt, Money total, CostedAmount costed) {
        return new Purchases(
                placed + 1,
                cancelled,
                returns,
                moments.plus(purchasedAt),
                changed(total, sums -> sums.sold(total.minorUnits(), costed)));
    }

    Purchases paid(Money amount) {
        return new Purchases(
                placed, cancelled, returns, moments, changed(amount, sums -> sums.paid(amount.minorUnits())));
    }

    Purchases returned(Money amount, CostedAmount costed) {
        return new Purchases(
                placed,
                cancelled,
                returns + 1,
                moments,
                changed(amount, sums -> sums.takenBack(amount.minorUnits(), costed)));
    }

    Purchases cancelled(Instant purchasedAt, Money amount, CostedAmount costed) {
        return new Purchases(
                placed,
                cancelled + 1,
                returns,
                moments.minus(purchasedAt),
                changed(amount, sums -> sums.takenBack(amount.minorUnits(), costed)));
    }

    private SortedMap<String, Turnover> changed(Money money, UnaryOperator<Turnover> change) {
        SortedMap<String, Turnover> sums = new TreeMap<>(turnover);
        sums.merge(
                money.currency().getCurrencyCode(), change.apply(Turnover.NONE), (before, _) -> change.apply(before));
        return sums;
    }
}
