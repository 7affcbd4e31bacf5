package io.customer360.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.problem.Problem;
import io.customer360.query.platform.elasticsearch.IndexNames;
import io.customer360.query.profile.Profile;
import io.customer360.query.profile.Profiles;
import io.customer360.query.text.Folding;
import io.customer360.query.timeline.Amendments;
import io.customer360.query.timeline.Entry;
import io.customer360.query.timeline.TimelineEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Finds entries of histories, of one customer or of all. */
final class HistorySearch {

    private static final String TYPE = "type";
    private static final String EVENT = "event";
    private static final String CHANNEL = "channel";
    private static final String DIRECTION = "direction";
    private static final String STAFF = "staff";
    private static final String OCCURRED = "occurred";
    private static final String FOUND = "found";
    private static final String ANY = "any";
    private static final int MOST_VALUES = 100;

    private final ElasticsearchClient elasticsearch;
    private final IndexNames indices;
    private final Profiles profiles;
    private final Amendments amendments;
    private final Cursors cursors;
    private final int mostCustomers;

    HistorySearch(
            ElasticsearchClient elasticsearch,
            IndexNames indices,
            Profiles profiles,
            Amendments amendments,
            Cursors cursors,
            int mostCustomers) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.profiles = profiles;
        this.amendments = amendments;
        this.cursors = cursors;
        this.mostCustomers = mostCustomers;
    }

    HistoryPage find(HistoryQuery query) {
        Cursors.@Nullable Place place = cursors.take(query.fingerprint(), query.cursor());
        query.customerId().ifPresent(this::requireKnown);
        if (place != null) {
            return page(query, answer(query, Reading.of(place), place));
        }
        Answer asTyped = answer(query, Reading.AS_TYPED, null);
        return page(
                query,
                foundNothing(asTyped)
                        ? Reading.others(query.text())
                                .map(reading -> answer(query, reading, null))
                                .filter(answer -> !foundNothing(answer))
                                .findFirst()
                                .orElse(asTyped)
                        : asTyped);
    }

    private Answer answer(HistoryQuery query, Reading reading, Cursors.@Nullable Place place) {
        List<TermMatches> terms = query.text().terms(reading.apart).stream()
                .map(term -> new TermMatches(term, reading.similar, 0, Set.of(), Set.of(), true))
                .toList();
        Customers customers = customers(query, terms);
        return new Answer(reading, terms, customers, search(query, customers, terms, place));
    }

    /** Nothing even of another type or time: where it is there, similar words would not be what is meant. */
    private static boolean foundNothing(Answer answer) {
        return Aggregates.named(answer.found.aggregations(), ANY).filter().docCount() == 0;
    }

    private SearchResponse<TimelineEntry> search(
            HistoryQuery query, Customers customers, List<TermMatches> terms, Cursors.@Nullable Place place) {
        Dimensions dimensions = dimensions(query);
        SortOrder order = query.descending() ? SortOrder.Desc : SortOrder.Asc;
        try {
            return elasticsearch.search(
                    search -> {
                        search.index(indices.timeline())
                                .query(query(query, customers, terms))
                                .postFilter(dimensions.all())
                                .sort(by(HistoryFields.OCCURRED_AT, order), by(HistoryFields.POSITION, order))
                                // One more than is shown tells whether there is another page.
                                .size(query.limit() + 1)
                                .trackTotalHits(total -> total.enabled(true));
                        if (query.facets()) {
                            search.aggregations(aggregations(dimensions));
                        }
                        if (place == null) {
                            search.aggregations(ANY, Aggregates.filtered(Queries.everything(), Map.of()));
                        }
                        return place == null ? search : search.searchAfter(place.sortValues());
                    },
                    TimelineEntry.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(by -> by.field(one -> one.field(field).order(order)));
    }

    private static Query query(HistoryQuery query, Customers customers, List<TermMatches> terms) {
        Query saying = saying(query.text(), terms);
        return customers
                .filter()
                .map(filter -> Queries.all(List.of(filter, saying)))
                .orElse(saying);
    }

    private static Query saying(SearchText text, List<TermMatches> terms) {
        return !text.blank() && terms.isEmpty()
                ? Queries.nothing()
                : Queries.all(terms.stream().map(HistoryReasons::entries).toList());
    }

    private static Dimensions dimensions(HistoryQuery query) {
        var filters = new LinkedHashMap<String, Query>();
        if (!query.types().isEmpty()) {
            filters.put(TYPE, Queries.terms(HistoryFields.SUBJECT_TYPE, names(query.types())));
        }
        if (!query.kinds().isEmpty()) {
            filters.put(EVENT, Queries.terms(HistoryFields.KIND, query.kinds()));
        }
        if (!query.channels().isEmpty()) {
            filters.put(CHANNEL, Queries.terms(HistoryFields.CHANNEL, names(query.channels())));
        }
        if (!query.directions().isEmpty()) {
            filters.put(DIRECTION, Queries.terms(HistoryFields.DIRECTION, names(query.directions())));
        }
        if (!query.staffMembers().isEmpty()) {
            filters.put(STAFF, Queries.terms(HistoryFields.STAFF_MEMBER, query.staffMembers()));
        }
        if (!query.occurred().open()) {
            filters.put(
                    OCCURRED,
                    Queries.moments(
                            HistoryFields.OCCURRED_AT,
                            query.occurred().from(),
                            query.occurred().until()));
        }
        return new Dimensions(filters);
    }

    private static Map<String, Aggregation> aggregations(Dimensions dimensions) {
        var facets = Map.of(
                TYPE, Aggregates.terms(HistoryFields.SUBJECT_TYPE, MOST_VALUES),
                EVENT, Aggregates.terms(HistoryFields.KIND, MOST_VALUES),
                CHANNEL, Aggregates.terms(HistoryFields.CHANNEL, MOST_VALUES),
                STAFF, Aggregates.terms(HistoryFields.STAFF_MEMBER, MOST_VALUES),
                OCCURRED,
                        Aggregation.of(aggregation ->
                                aggregation.dateHistogram(months -> months.field(HistoryFields.OCCURRED_AT)
                                        .calendarInterval(CalendarInterval.Month)
                                        .minDocCount(1))));
        var all = new HashMap<String, Aggregation>();
        var found = new HashMap<String, Aggregation>();
        facets.forEach((name, facet) -> {
            if (dimensions.has(name)) {
                all.put(name, Aggregates.filtered(dimensions.allBut(name), Map.of(name, facet)));
            } else {
                found.put(name, facet);
            }
        });
        all.put(FOUND, Aggregates.filtered(dimensions.all(), found));
        return all;
    }

    private HistoryPage page(HistoryQuery query, Answer answer) {
        SearchResponse<TimelineEntry> found = answer.found;
        Customers customers = answer.customers;
        var hits = found.hits().hits();
        boolean more = hits.size() > query.limit();
        var shown = more ? hits.subList(0, query.limit()) : hits;
        List<TimelineEntry> entries =
                shown.stream().map(hit -> Objects.requireNonNull(hit.source())).toList();
        return new HistoryPage(
                items(query, answer.terms, entries),
                query.facets() ? facets(dimensions(query), found.aggregations()) : null,
                Objects.requireNonNull(found.hits().total()).value(),
                customers.complete(),
                customers.complete()
                        ? null
                        : "More customers pass these filters than are followed. Narrow the filters on customers.",
                more
                        ? cursors.give(
                                query.fingerprint(),
                                answer.reading.place(shown.getLast().sort()))
                        : null);
    }

    private List<HistoryPage.Item> items(HistoryQuery query, List<TermMatches> terms, List<TimelineEntry> entries) {
        Map<CustomerId, Profile> customers = query.customerId().isPresent()
                ? Map.of()
                : profiles.findAll(
                        entries.stream().map(TimelineEntry::customerId).collect(Collectors.toSet()));
        Highlight highlight = new Highlight(Folding::fold, CustomerReasons.wanted(terms));
        List<Entry> marked = amendments.mark(entries);
        return IntStream.range(0, entries.size())
                .mapToObj(number -> {
                    TimelineEntry entry = entries.get(number);
                    Profile customer = customers.get(entry.customerId());
                    return new HistoryPage.Item(
                            marked.get(number),
                            customer == null ? null : customer.name(),
                            terms.isEmpty() ? List.of() : reasons(entry, highlight));
                })
                .toList();
    }

    private static List<HistoryPage.Reason> reasons(TimelineEntry entry, Highlight highlight) {
        return HistoryTexts.of(entry)
                .flatMap(text -> highlight.snippet(text.text()).stream()
                        .map(marked -> new HistoryPage.Reason(text.field(), marked)))
                .toList();
    }

    private static HistoryPage.Facets facets(Dimensions dimensions, Map<String, Aggregate> answer) {
        return new HistoryPage.Facets(
                counts(dimensions, answer, TYPE),
                counts(dimensions, answer, EVENT),
                counts(dimensions, answer, CHANNEL),
                counts(dimensions, answer, STAFF),
                within(dimensions, answer, OCCURRED).dateHistogram().buckets().array().stream()
                        .map(month -> new HistoryPage.Count(
                                YearMonth.from(Instant.ofEpochMilli(month.key()).atOffset(ZoneOffset.UTC))
                                        .toString(),
                                month.docCount()))
                        .toList());
    }

    private static List<HistoryPage.Count> counts(Dimensions dimensions, Map<String, Aggregate> answer, String facet) {
        return Aggregates.counts(within(dimensions, answer, facet)).entrySet().stream()
                .map(count -> new HistoryPage.Count(count.getKey(), count.getValue()))
                .toList();
    }

    private static Aggregate within(Dimensions dimensions, Map<String, Aggregate> answer, String facet) {
        Aggregate filtered = Aggregates.named(answer, dimensions.has(facet) ? facet : FOUND);
        return Aggregates.named(Aggregates.within(filtered), facet);
    }

    /** Whose histories are looked through. */
    private Customers customers(HistoryQuery query, List<TermMatches> terms) {
        if (query.customerId().isPresent()) {
            return new Customers(
                    Optional.of(Queries.term(
                            HistoryFields.CUSTOMER_ID, query.customerId().get().toString())),
                    true);
        }
        return query.customers().none() ? new Customers(Optional.empty(), true) : passing(query, terms);
    }

    /** Where too many pass the filters on customers, those of them whose histories have what is looked for. */
    private Customers passing(HistoryQuery query, List<TermMatches> terms) {
        Query passing = CustomerDimensions.of(query.customers()).all();
        Ids all = ids(indices.customers(), CustomerFields.CUSTOMER_ID, passing);
        if (all.complete) {
            return all.customers(true);
        }
        Query saying = saying(query.text(), terms);
        Dimensions dimensions = dimensions(query);
        if (!query.text().blank()) {
            Ids having = ids(indices.timeline(), HistoryFields.CUSTOMER_ID, saying);
            if (having.complete) {
                return among(having, passing).customers(true);
            }
        }
        if (!dimensions.filters().isEmpty()) {
            Ids having =
                    ids(indices.timeline(), HistoryFields.CUSTOMER_ID, Queries.all(List.of(saying, dimensions.all())));
            if (having.complete) {
                // The facets count also what other filters would find, of customers who are not among these.
                return among(having, passing).customers(!query.facets());
            }
        }
        return all.customers(false);
    }

    private Ids among(Ids customers, Query passing) {
        return ids(
                indices.customers(),
                CustomerFields.CUSTOMER_ID,
                Queries.all(List.of(passing, Queries.terms(CustomerFields.CUSTOMER_ID, customers.ids))));
    }

    private Ids ids(String index, String field, Query query) {
        try {
            var answer = elasticsearch.search(
                    search -> search.index(index)
                            .query(query)
                            .size(0)
                            .trackTotalHits(total -> total.enabled(false))
                            .aggregations(FOUND, Aggregates.terms(field, mostCustomers)),
                    Void.class);
            var found = Aggregates.named(answer.aggregations(), FOUND).sterms();
            return new Ids(
                    found.buckets().array().stream()
                            .map(bucket -> bucket.key().stringValue())
                            .toList(),
                    found.sumOtherDocCount() == null || found.sumOtherDocCount() == 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireKnown(CustomerId customerId) {
        if (profiles.find(customerId).isEmpty()) {
            throw unknown(customerId);
        }
    }

    private static ErrorResponseException unknown(CustomerId customerId) {
        return new ErrorResponseException(
                HttpStatus.NOT_FOUND,
                Problem.of(
                        HttpStatus.NOT_FOUND,
                        "CUSTOMER_NOT_FOUND",
                        "There is no customer %s. GET /api/customers?q=… finds customers by what is known of them."
                                .formatted(customerId)),
                null);
    }

    private static List<String> names(Set<? extends Enum<?>> choices) {
        return choices.stream().map(Enum::name).toList();
    }

    /**
     * A way in which what was typed can be meant.
     *
     * @param apart numbers beside each other that are not one number, such as a telephone number
     * @param similar whether words that are only like it count
     */
    private record Reading(Set<Integer> apart, boolean similar) {

        static final Reading AS_TYPED = new Reading(Set.of(), false);

        /** In the order in which they are tried, where nothing is found as it was typed. */
        static Stream<Reading> others(SearchText text) {
            Set<Integer> apart = text.withParts();
            return text.terms().isEmpty()
                    ? Stream.empty()
                    : Stream.of(new Reading(apart, false), new Reading(Set.of(), true), new Reading(apart, true))
                            .filter(reading -> !reading.equals(AS_TYPED))
                            .distinct();
        }

        static Reading of(Cursors.Place place) {
            return new Reading(Set.copyOf(place.apart()), !place.similar().isEmpty());
        }

        Cursors.Place place(List<FieldValue> after) {
            return Cursors.Place.of(after, apart, similar ? List.of(0) : List.of(), null);
        }
    }

    private record Answer(
            Reading reading, List<TermMatches> terms, Customers customers, SearchResponse<TimelineEntry> found) {}

    /** @param complete whether there are no more of them */
    private record Ids(List<String> ids, boolean complete) {

        Customers customers(boolean followed) {
            return new Customers(Optional.of(Queries.terms(HistoryFields.CUSTOMER_ID, ids)), followed);
        }
    }

    /** @param filter absent where it is all of them */
    private record Customers(Optional<Query> filter, boolean complete) {}
}
