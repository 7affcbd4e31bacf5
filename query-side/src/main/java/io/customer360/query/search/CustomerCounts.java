package io.customer360.query.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.AggregationRange;
import co.elastic.clients.elasticsearch._types.aggregations.DateRangeExpression;
import co.elastic.clients.elasticsearch._types.aggregations.RangeBucket;
import io.customer360.query.search.CustomerPage.Count;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Facets and sums over all customers found.
 *
 * @param categories the names of all categories in use
 * @param currencies the codes of all currencies in use, the most used first
 * @param today from which ranges of the last interaction are counted back
 */
record CustomerCounts(Dimensions dimensions, List<String> categories, List<String> currencies, Instant today) {

    private static final int MOST_VALUES = 100;
    private static final int MOST_CURRENCIES_OF_FACET = 3;
    private static final int DIGITS_OF_A_MEAN = 6;

    private static final String FOUND = "found";
    private static final String SUM = "sum:";
    private static final String FACET = "facet:";
    private static final String NEVER = "never:";

    private static final List<BigDecimal> REVENUE_BOUNDS = List.of(
            BigDecimal.ZERO,
            BigDecimal.valueOf(1_000),
            BigDecimal.valueOf(10_000),
            BigDecimal.valueOf(100_000),
            BigDecimal.valueOf(1_000_000));

    private static final List<Integer> DAYS = List.of(30, 90, 365);

    /** What to ask for, by name. */
    Map<String, Aggregation> aggregations(boolean facets, boolean sums) {
        var found = new HashMap<String, Aggregation>();
        var all = new HashMap<String, Aggregation>();
        if (sums) {
            CustomerFields.SUMMED.forEach(field -> found.put(SUM + field, Aggregates.sum(field)));
            currencies.forEach(currency -> found.put(
                    SUM + CustomerFields.revenue(currency), Aggregates.sum(CustomerFields.revenue(currency))));
        }
        if (facets) {
            facets().forEach((dimension, aggregations) -> {
                // Most facets have no filter of their own: they are counted in one go.
                if (dimensions.has(dimension)) {
                    all.put(FACET + dimension, Aggregates.filtered(dimensions.allBut(dimension), aggregations));
                } else {
                    found.putAll(aggregations);
                }
            });
        }
        all.put(FOUND, Aggregates.filtered(dimensions.all(), found));
        return all;
    }

    /** How many there are. */
    static long found(Map<String, Aggregate> answer) {
        return Aggregates.named(answer, FOUND).filter().docCount();
    }

    CustomerPage.Sums sums(Map<String, Aggregate> answer) {
        Map<String, Aggregate> found = Aggregates.within(Aggregates.named(answer, FOUND));
        SortedMap<String, BigDecimal> revenue = new TreeMap<>();
        for (String code : currencies) {
            long minorUnits = sum(found, CustomerFields.revenue(code));
            if (minorUnits != 0) {
                revenue.put(code, CustomerDimensions.mainUnits(minorUnits, Currency.getInstance(code)));
            }
        }
        long satisfactions = sum(found, CustomerFields.SATISFACTION_COUNT);
        long recommendations = sum(found, CustomerFields.RECOMMENDATION_COUNT);
        return new CustomerPage.Sums(
                found(answer),
                sum(found, CustomerFields.CONTACTS),
                sum(found, CustomerFields.PURCHASES),
                revenue,
                sum(found, CustomerFields.SERVICE_CASES),
                sum(found, CustomerFields.OPEN_CASES),
                new CustomerPage.Ratings(
                        satisfactions, mean(sum(found, CustomerFields.SATISFACTION_SUM), satisfactions)),
                new CustomerPage.Recommendations(
                        recommendations,
                        mean(sum(found, CustomerFields.RECOMMENDATION_SUM), recommendations),
                        sum(found, CustomerFields.PROMOTERS),
                        sum(found, CustomerFields.DETRACTORS)));
    }

    CustomerPage.Facets facets(Map<String, Aggregate> answer) {
        SortedMap<String, List<Count>> byCategory = new TreeMap<>();
        for (String category : categories) {
            List<Count> counts = values(answer, CustomerDimensions.CATEGORY + category);
            if (!counts.isEmpty()) {
                byCategory.put(category, counts);
            }
        }
        SortedMap<String, List<Count>> revenue = new TreeMap<>();
        for (String currency : facetCurrencies()) {
            List<Count> counts = ranges(answer, CustomerDimensions.REVENUE, CustomerFields.revenue(currency));
            if (counts.stream().anyMatch(count -> count.count() > 0)) {
                revenue.put(currency, counts);
            }
        }
        return new CustomerPage.Facets(
                values(answer, CustomerDimensions.KIND),
                values(answer, CustomerDimensions.STAGE),
                values(answer, CustomerDimensions.ACTIVE),
                byCategory,
                values(answer, CustomerDimensions.OWNER),
                values(answer, CustomerDimensions.REGION),
                values(answer, CustomerDimensions.CITY),
                values(answer, CustomerDimensions.CHANNEL),
                ranges(answer, CustomerDimensions.OPEN_CASES, CustomerDimensions.OPEN_CASES),
                lastInteraction(answer),
                revenue);
    }

    private Map<String, Map<String, Aggregation>> facets() {
        var facets = new HashMap<String, Map<String, Aggregation>>();
        facets.put(CustomerDimensions.KIND, terms(CustomerDimensions.KIND, CustomerFields.KIND));
        facets.put(CustomerDimensions.STAGE, terms(CustomerDimensions.STAGE, CustomerFields.STAGE));
        facets.put(CustomerDimensions.ACTIVE, terms(CustomerDimensions.ACTIVE, CustomerFields.ACTIVE));
        facets.put(CustomerDimensions.OWNER, terms(CustomerDimensions.OWNER, CustomerFields.OWNER));
        facets.put(CustomerDimensions.REGION, terms(CustomerDimensions.REGION, CustomerFields.REGIONS));
        facets.put(CustomerDimensions.CITY, terms(CustomerDimensions.CITY, CustomerFields.CITIES));
        facets.put(CustomerDimensions.CHANNEL, terms(CustomerDimensions.CHANNEL, CustomerFields.CHANNELS));
        for (String category : categories) {
            String dimension = CustomerDimensions.CATEGORY + category;
            facets.put(dimension, terms(dimension, CustomerFields.CATEGORIES + "." + category));
        }
        facets.put(
                CustomerDimensions.OPEN_CASES,
                Map.of(
                        FACET + CustomerDimensions.OPEN_CASES,
                        ranges(
                                CustomerFields.OPEN_CASES,
                                List.of(range("true", 1.0, null), range("false", null, 1.0)))));
        facets.put(CustomerDimensions.LAST_INTERACTION, lastInteraction());
        var revenue = new HashMap<String, Aggregation>();
        for (String currency : facetCurrencies()) {
            revenue.put(
                    FACET + CustomerFields.revenue(currency),
                    ranges(CustomerFields.revenue(currency), revenueRanges(currency)));
        }
        facets.put(CustomerDimensions.REVENUE, revenue);
        return facets;
    }

    private List<String> facetCurrencies() {
        return currencies.subList(0, Math.min(MOST_CURRENCIES_OF_FACET, currencies.size()));
    }

    private Map<String, Aggregation> lastInteraction() {
        var ranges = new ArrayList<DateRangeExpression>();
        @Nullable Instant until = null;
        for (int days : DAYS) {
            Instant from = today.minus(days, ChronoUnit.DAYS);
            ranges.add(range(value(from, until), from, until));
            until = from;
        }
        ranges.add(range(value(null, until), null, until));
        return Map.of(
                FACET + CustomerDimensions.LAST_INTERACTION,
                Aggregation.of(aggregation -> aggregation.dateRange(
                        range -> range.field(CustomerFields.LAST_INTERACTION_AT).ranges(ranges))),
                NEVER + CustomerDimensions.LAST_INTERACTION,
                Aggregation.of(aggregation ->
                        aggregation.missing(missing -> missing.field(CustomerFields.LAST_INTERACTION_AT))));
    }

    private List<Count> lastInteraction(Map<String, Aggregate> answer) {
        // Elasticsearch orders ranges upwards; the latest are asked for most.
        var counts =
                new ArrayList<>(ranges(answer, CustomerDimensions.LAST_INTERACTION, CustomerDimensions.LAST_INTERACTION)
                        .reversed());
        long never = Aggregates.named(
                        within(answer, CustomerDimensions.LAST_INTERACTION),
                        NEVER + CustomerDimensions.LAST_INTERACTION)
                .missing()
                .docCount();
        if (never > 0) {
            counts.add(new Count("never", null, null, never));
        }
        return counts;
    }

    private static List<AggregationRange> revenueRanges(String code) {
        Currency currency = Currency.getInstance(code);
        var ranges = new ArrayList<AggregationRange>();
        for (int number = 0; number < REVENUE_BOUNDS.size(); number++) {
            BigDecimal from = REVENUE_BOUNDS.get(number);
            @Nullable BigDecimal until = number + 1 < REVENUE_BOUNDS.size() ? REVENUE_BOUNDS.get(number + 1) : null;
            ranges.add(range(value(from, until), units(from, currency), until == null ? null : units(until, currency)));
        }
        return ranges;
    }

    private static double units(BigDecimal amount, Currency currency) {
        return CustomerDimensions.minorUnits(amount, currency, RoundingMode.UNNECESSARY);
    }

    private static String value(@Nullable Object from, @Nullable Object until) {
        return (from == null ? "" : from) + ".." + (until == null ? "" : until);
    }

    private static DateRangeExpression range(String key, @Nullable Instant from, @Nullable Instant until) {
        return DateRangeExpression.of(range -> {
            range.key(key);
            if (from != null) {
                range.from(moment -> moment.expr(from.toString()));
            }
            if (until != null) {
                range.to(moment -> moment.expr(until.toString()));
            }
            return range;
        });
    }

    private static AggregationRange range(String key, @Nullable Double from, @Nullable Double until) {
        return AggregationRange.of(range -> {
            range.key(key);
            if (from != null) {
                range.from(from);
            }
            if (until != null) {
                range.to(until);
            }
            return range;
        });
    }

    private static Aggregation ranges(String field, List<AggregationRange> ranges) {
        return Aggregation.of(
                aggregation -> aggregation.range(range -> range.field(field).ranges(ranges)));
    }

    private static Map<String, Aggregation> terms(String dimension, String field) {
        return Map.of(FACET + dimension, Aggregates.terms(field, MOST_VALUES));
    }

    private Map<String, Aggregate> within(Map<String, Aggregate> answer, String dimension) {
        return Aggregates.within(Aggregates.named(answer, dimensions.has(dimension) ? FACET + dimension : FOUND));
    }

    private List<Count> values(Map<String, Aggregate> answer, String dimension) {
        return Aggregates.counts(Aggregates.named(within(answer, dimension), FACET + dimension)).entrySet().stream()
                .map(Count::of)
                .toList();
    }

    private List<Count> ranges(Map<String, Aggregate> answer, String dimension, String name) {
        Aggregate aggregate = Aggregates.named(within(answer, dimension), FACET + name);
        List<RangeBucket> buckets = aggregate.isDateRange()
                ? aggregate.dateRange().buckets().array()
                : aggregate.range().buckets().array();
        return buckets.stream()
                .map(bucket -> {
                    String value = bucket.key() == null ? "" : bucket.key();
                    int between = value.indexOf("..");
                    return between < 0
                            ? new Count(value, null, null, bucket.docCount())
                            : new Count(
                                    value,
                                    between == 0 ? null : value.substring(0, between),
                                    between + 2 == value.length() ? null : value.substring(between + 2),
                                    bucket.docCount());
                })
                .toList();
    }

    private static long sum(Map<String, Aggregate> found, String field) {
        return Aggregates.whole(Aggregates.named(found, SUM + field));
    }

    private static @Nullable BigDecimal mean(long sum, long count) {
        return count == 0
                ? null
                : BigDecimal.valueOf(sum)
                        .divide(BigDecimal.valueOf(count), new MathContext(DIGITS_OF_A_MEAN, RoundingMode.HALF_EVEN));
    }
}
