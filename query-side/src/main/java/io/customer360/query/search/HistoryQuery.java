package io.customer360.query.search;

import io.customer360.events.contact.Channel;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.timeline.TimelineEntry.SubjectType;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks about histories.
 *
 * @param customerId whose history, where it is one customer's
 * @param customers which customers' histories, where it is not
 * @param kinds names of event types
 * @param cursor where the page before ended
 */
record HistoryQuery(
        SearchText text,
        Optional<CustomerId> customerId,
        CustomerFilters customers,
        Set<SubjectType> types,
        Set<String> kinds,
        Set<Channel> channels,
        Set<Direction> directions,
        Set<String> staffMembers,
        CustomerFilters.Range<Instant> occurred,
        boolean descending,
        int limit,
        boolean facets,
        String fingerprint,
        @Nullable String cursor) {

    private static final String OCCURRED_AT = "occurredAt";

    HistoryQuery {
        types = Set.copyOf(types);
        kinds = Set.copyOf(kinds);
        channels = Set.copyOf(channels);
        directions = Set.copyOf(directions);
        staffMembers = Set.copyOf(staffMembers);
    }

    /** Across all histories. */
    static HistoryQuery of(RequestParameters parameters) {
        return of(parameters, Optional.empty(), CustomerFilters.withoutChannel(parameters));
    }

    static HistoryQuery of(RequestParameters parameters, CustomerId customerId) {
        return of(parameters, Optional.of(customerId), CustomerFilters.NONE);
    }

    private static HistoryQuery of(
            RequestParameters parameters, Optional<CustomerId> customerId, CustomerFilters customers) {
        var query = new HistoryQuery(
                CustomerQuery.searchText(parameters.text("q").orElse(""), parameters),
                customerId,
                customers,
                types(parameters),
                parameters.texts("event"),
                parameters.choices("channel", Channel.class),
                parameters.choices("direction", Direction.class),
                parameters.texts("staff"),
                new CustomerFilters.Range<>(parameters.from("from"), parameters.until("to")),
                descending(parameters),
                parameters.number("limit", 1, CustomerQuery.MOST_ITEMS, CustomerQuery.USUAL_ITEMS),
                parameters.flag("facets").orElse(true),
                customerId.map(CustomerId::toString).orElse("") + "?"
                        + parameters.fingerprint("cursor", "limit", "facets"),
                parameters.text("cursor").orElse(null));
        parameters.refuseTheRest();
        return query;
    }

    private static Set<SubjectType> types(RequestParameters parameters) {
        var types = new LinkedHashSet<SubjectType>();
        for (String value : parameters.texts("type")) {
            switch (value.toUpperCase(Locale.ROOT).replace('-', '_')) {
                case "CONTACT" -> types.add(SubjectType.CONTACT);
                case "PURCHASE" -> types.add(SubjectType.PURCHASE);
                case "SERVICE", "SERVICE_CASE" -> types.add(SubjectType.SERVICE_CASE);
                default -> parameters.refuse("type", "is not one of CONTACT, PURCHASE, SERVICE_CASE");
            }
        }
        return types;
    }

    private static boolean descending(RequestParameters parameters) {
        String sort = parameters.text("sort").orElse("-" + OCCURRED_AT);
        if (!sort.equals(OCCURRED_AT) && !sort.equals("-" + OCCURRED_AT)) {
            parameters.refuse("sort", "is neither occurredAt nor -occurredAt, the latest first");
        }
        return sort.startsWith("-");
    }
}
