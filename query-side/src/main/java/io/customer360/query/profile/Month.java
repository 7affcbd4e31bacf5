package io.customer360.query.profile;

import io.customer360.events.purchase.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * What happened with a customer in a month of UTC.
 *
 * @param interactions contacts, purchases and service cases
 * @param revenue of the purchases of this month, less what was returned or cancelled of them later, by ISO 4217 code in
 *     the currency's smallest unit
 */
public record Month(YearMonth month, long interactions, SortedMap<String, Long> revenue) {

    private static final int KEPT = 36;

    public Month {
        revenue = Profile.sorted(revenue);
    }

    static List<Month> withInteractions(List<Month> months, Instant moment, int more) {
        return changed(months, moment, month -> new Month(month.month, month.interactions + more, month.revenue));
    }

    static List<Month> withRevenue(List<Month> months, Instant moment, Money money, int sign) {
        return changed(
                months,
                moment,
                month -> new Month(
                        month.month,
                        month.interactions,
                        Profile.plus(month.revenue, money.currency().getCurrencyCode(), sign * money.minorUnits())));
    }

    /**
     * The latest month that ever had something stays, even if that was taken back. So what lies before the window was
     * never within a later one, and each month in it is complete, in whatever order the facts come.
     */
    private static List<Month> changed(List<Month> months, Instant moment, UnaryOperator<Month> change) {
        YearMonth wanted = YearMonth.from(moment.atOffset(ZoneOffset.UTC));
        YearMonth latest =
                months.isEmpty() || months.getLast().month.isBefore(wanted) ? wanted : months.getLast().month;
        YearMonth earliest = latest.minusMonths(KEPT - 1);
        if (wanted.isBefore(earliest)) {
            return months;
        }
        List<Month> kept = new ArrayList<>(months);
        kept.removeIf(month -> month.month.isBefore(earliest));
        int index = 0;
        while (index < kept.size() && kept.get(index).month.isBefore(wanted)) {
            index++;
        }
        if (index == kept.size() || !kept.get(index).month.equals(wanted)) {
            kept.add(index, new Month(wanted, 0, Profile.sorted(Map.of())));
        }
        kept.set(index, change.apply(kept.get(index)));
        return kept;
    }
}
