package io.customer360.query.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.customer360.events.purchase.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The filters on customers as queries. */
final class CustomerDimensions {

    static final String KIND = "kind";
    static final String STAGE = "stage";
    static final String ACTIVE = "active";
    static final String CATEGORY = "category.";
    static final String OWNER = "owner";
    static final String REGION = "region";
    static final String CITY = "city";
    static final String CHANNEL = "channel";
    static final String OPEN_CASES = "openCases";
    static final String LAST_INTERACTION = "lastInteraction";
    static final String REVENUE = "revenue";

    private CustomerDimensions() {}

    static Dimensions of(CustomerFilters filters) {
        var queries = new LinkedHashMap<String, Query>();
        terms(queries, KIND, CustomerFields.KIND, names(filters.kinds()));
        terms(queries, STAGE, CustomerFields.STAGE, names(filters.stages()));
        filters.active().ifPresent(active -> queries.put(ACTIVE, Queries.term(CustomerFields.ACTIVE, active)));
        filters.categories()
                .forEach((category, values) ->
                        terms(queries, CATEGORY + category, CustomerFields.CATEGORIES + "." + category, values));
        terms(queries, OWNER, CustomerFields.OWNER, filters.owners());
        terms(queries, REGION, CustomerFields.REGIONS, filters.regions());
        terms(queries, CITY, CustomerFields.CITIES, filters.cities());
        terms(queries, CHANNEL, CustomerFields.CHANNELS, names(filters.channels()));
        range(queries, OPEN_CASES, CustomerFields.OPEN_CASES, filters.openCases());
        var lastInteraction = filters.lastInteraction();
        if (!lastInteraction.open()) {
            queries.put(
                    LAST_INTERACTION,
                    Queries.moments(
                            CustomerFields.LAST_INTERACTION_AT, lastInteraction.from(), lastInteraction.until()));
        }
        filters.currency()
                .ifPresent(currency -> range(
                        queries,
                        REVENUE,
                        CustomerFields.revenue(currency.getCurrencyCode()),
                        new CustomerFilters.Range<>(
                                filters.revenue()
                                        .from()
                                        .map(amount -> minorUnits(amount, currency, RoundingMode.CEILING)),
                                filters.revenue()
                                        .until()
                                        .map(amount -> minorUnits(amount, currency, RoundingMode.FLOOR)))));
        return new Dimensions(queries);
    }

    /** What one currency's smallest unit amounts to in its main unit. */
    static BigDecimal mainUnits(long minorUnits, Currency currency) {
        return BigDecimal.valueOf(minorUnits, Math.max(0, currency.getDefaultFractionDigits()));
    }

    static long minorUnits(BigDecimal amount, Currency currency, RoundingMode rounding) {
        return new Money(amount.setScale(Math.max(0, currency.getDefaultFractionDigits()), rounding), currency)
                .minorUnits();
    }

    private static void terms(Map<String, Query> queries, String dimension, String field, Collection<String> values) {
        if (!values.isEmpty()) {
            queries.put(dimension, Queries.terms(field, values));
        }
    }

    private static void range(
            Map<String, Query> queries, String dimension, String field, CustomerFilters.Range<Long> range) {
        if (!range.open()) {
            queries.put(dimension, Queries.numbers(field, range.from(), range.until()));
        }
    }

    private static List<String> names(Set<? extends Enum<?>> choices) {
        return choices.stream().map(Enum::name).toList();
    }
}
