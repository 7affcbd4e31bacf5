package io.customer360.query.search;

import io.customer360.events.contact.Channel;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which customers somebody wants to see. Several values of one filter mean any of them; different filters have to hold
 * all.
 *
 * @param categories wanted values by category
 * @param openCases the fewest and the most open service cases
 * @param lastInteraction when the customer and the company last dealt with each other
 * @param revenue in one currency's main unit, where asked for
 */
record CustomerFilters(
        Set<CustomerKind> kinds,
        Set<CustomerStage> stages,
        Optional<Boolean> active,
        Map<String, Set<String>> categories,
        Set<String> owners,
        Set<String> regions,
        Set<String> cities,
        Set<Channel> channels,
        Range<Long> openCases,
        Range<Instant> lastInteraction,
        Range<BigDecimal> revenue,
        Optional<Currency> currency) {

    private static final String CATEGORY = "category.";

    static final CustomerFilters NONE = new CustomerFilters(
            Set.of(),
            Set.of(),
            Optional.empty(),
            Map.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Range.all(),
            Range.all(),
            Range.all(),
            Optional.empty());

    /** From a value on, and up to another. */
    record Range<T>(Optional<T> from, Optional<T> until) {
        static <T> Range<T> all() {
            return new Range<>(Optional.empty(), Optional.empty());
        }

        boolean open() {
            return from.isEmpty() && until.isEmpty();
        }
    }

    CustomerFilters {
        kinds = Set.copyOf(kinds);
        stages = Set.copyOf(stages);
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
        owners = Set.copyOf(owners);
        regions = Set.copyOf(regions);
        cities = Set.copyOf(cities);
        channels = Set.copyOf(channels);
    }

    static CustomerFilters of(RequestParameters parameters) {
        return of(parameters, parameters.choices("channel", Channel.class));
    }

    /** For histories, where the channel is the entry's. */
    static CustomerFilters withoutChannel(RequestParameters parameters) {
        return of(parameters, Set.of());
    }

    private static CustomerFilters of(RequestParameters parameters, Set<Channel> channels) {
        var revenue = new Range<>(parameters.amount("revenueMin"), parameters.amount("revenueMax"));
        Optional<Currency> currency = parameters.currency("currency");
        if (!revenue.open() && currency.isEmpty()) {
            parameters.refuse(
                    "currency",
                    "is needed with revenueMin and revenueMax: amounts in different currencies can't be compared");
        }
        return new CustomerFilters(
                parameters.choices("kind", CustomerKind.class),
                parameters.choices("stage", CustomerStage.class),
                parameters.flag("active"),
                parameters.textsUnder(CATEGORY),
                parameters.texts("owner"),
                parameters.texts("region"),
                parameters.texts("city"),
                channels,
                openCases(parameters),
                new Range<>(parameters.from("lastInteractionFrom"), parameters.until("lastInteractionTo")),
                revenue,
                currency);
    }

    /** Whether they let every customer pass. A currency alone only says in which one revenue is shown and sorted. */
    boolean none() {
        return kinds.isEmpty()
                && stages.isEmpty()
                && active.isEmpty()
                && categories.isEmpty()
                && owners.isEmpty()
                && regions.isEmpty()
                && cities.isEmpty()
                && channels.isEmpty()
                && openCases.open()
                && lastInteraction.open()
                && revenue.open();
    }

    private static Range<Long> openCases(RequestParameters parameters) {
        return parameters
                .text("openCases")
                .map(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> new Range<>(Optional.of(1L), Optional.<Long>empty());
                    case "false" -> new Range<>(Optional.<Long>empty(), Optional.of(0L));
                    default -> {
                        if (value.matches("[0-9]{1,9}")) {
                            yield new Range<>(Optional.of(Long.valueOf(value)), Optional.<Long>empty());
                        }
                        parameters.refuse("openCases", "has to be true, false, or how many there are at least");
                        yield Range.<Long>all();
                    }
                })
                .orElseGet(Range::all);
    }
}
