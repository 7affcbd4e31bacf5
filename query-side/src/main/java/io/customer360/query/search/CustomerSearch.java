package io.customer360.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.customer360.events.customer.Address;
import io.customer360.query.platform.elasticsearch.IndexNames;
import io.customer360.query.profile.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds customers by anything that one remembers of them or of their history. */
final class CustomerSearch {

    private static final String CATEGORIES = "categories";
    private static final String CURRENCIES = "currencies";
    private static final String ANY = "any";
    private static final int MOST_CATEGORIES = 100;
    private static final int MOST_CURRENCIES = 200;

    private final ElasticsearchClient elasticsearch;
    private final IndexNames indices;
    private final CustomerLanes lanes;
    private final TermLookup lookup;
    private final HistoryReasons historyReasons;
    private final Cursors cursors;
    private final Clock clock;

    CustomerSearch(
            ElasticsearchClient elasticsearch,
            IndexNames indices,
            CustomerLanes lanes,
            TermLookup lookup,
            HistoryReasons historyReasons,
            Cursors cursors,
            Clock clock) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.lanes = lanes;
        this.lookup = lookup;
        this.historyReasons = historyReasons;
        this.cursors = cursors;
        this.clock = clock;
    }

    CustomerPage find(CustomerQuery query) {
        Cursors.@Nullable Place place = cursors.take(query.fingerprint(), query.cursor());
        Set<Integer> apart = place == null ? Set.of() : Set.copyOf(place.apart());
        List<SearchTerm> terms = query.text().terms(apart);
        List<TermMatches> matches =
                place == null ? lookup.lookUp(terms) : lookup.lookUp(terms, Set.copyOf(place.similar()));
        if (place == null) {
            // Nobody has the telephone number that neighbouring numbers make together: perhaps they are no such number.
            apart = TermLookup.numbers(matches, each -> each.none() && SearchText.hasParts(each.term()));
            if (!apart.isEmpty()) {
                terms = query.text().terms(apart);
                matches = lookup.lookUp(terms);
            }
        }
        Usage usage = usage(query);
        SearchResponse<Source> found = search(query, matches, usage, place);
        if (place == null && foundNobody(found) && matches.stream().anyMatch(each -> !each.similar())) {
            // Each word is somewhere, but not all with one customer: perhaps one of them was meant otherwise.
            List<TermMatches> all = lookup.lookUp(
                    terms, IntStream.range(0, terms.size()).boxed().collect(Collectors.toSet()));
            SearchResponse<Source> foundThen = search(query, all, usage, place);
            if (!foundNobody(foundThen)) {
                matches = all;
                found = foundThen;
            }
        }
        return page(query, apart, matches, usage, place, found);
    }

    /** Nobody even without the filters: where these shut all of them out, similar words would not be what is meant. */
    private static boolean foundNobody(SearchResponse<Source> found) {
        return Aggregates.named(found.aggregations(), ANY).filter().docCount() == 0;
    }

    private SearchResponse<Source> search(
            CustomerQuery query, List<TermMatches> matches, Usage usage, Cursors.@Nullable Place place) {
        Dimensions dimensions = CustomerDimensions.of(query.filters());
        CustomerCounts counts = counts(query, usage);
        String currency = place == null ? currencyOfTies(query, usage) : place.currency();
        try {
            return elasticsearch.search(
                    search -> {
                        search.index(indices.customers())
                                .query(query(query.text(), matches))
                                .postFilter(dimensions.all())
                                .sort(sort(query, currency))
                                // One more than is shown tells whether there is another page.
                                .size(query.limit() + 1)
                                .trackTotalHits(total -> total.enabled(true))
                                .source(source -> source.filter(filter -> filter.includes("profile")));
                        if (query.facets() || query.sums()) {
                            search.aggregations(counts.aggregations(query.facets(), query.sums()));
                        }
                        if (place == null) {
                            search.aggregations(ANY, Aggregates.filtered(Queries.everything(), Map.of()));
                        }
                        return place == null ? search : search.searchAfter(place.sortValues());
                    },
                    Source.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Query query(SearchText text, List<TermMatches> matches) {
        if (text.blank()) {
            return Queries.everything();
        }
        if (matches.isEmpty()) {
            return Queries.nothing();
        }
        List<Query> all = IntStream.range(0, matches.size())
                .mapToObj(number -> Queries.best(lanes.of(matches.get(number)).stream()
                        .map(lane -> lane.scored(number))
                        .toList()))
                .toList();
        return Query.of(query -> query.bool(bool -> bool.must(all).should(CustomerLanes.whole(text.terms()))));
    }

    private CustomerPage page(
            CustomerQuery query,
            Set<Integer> apart,
            List<TermMatches> matches,
            Usage usage,
            Cursors.@Nullable Place place,
            SearchResponse<Source> found) {
        List<Hit<Source>> hits = found.hits().hits();
        boolean more = hits.size() > query.limit();
        List<Hit<Source>> shown = more ? hits.subList(0, query.limit()) : hits;
        String next = null;
        if (more) {
            String currency = place == null ? currencyOfTies(query, usage) : place.currency();
            next = cursors.give(
                    query.fingerprint(),
                    Cursors.Place.of(
                            shown.getLast().sort(),
                            apart,
                            TermLookup.numbers(matches, TermMatches::similar),
                            currency));
        }
        CustomerCounts counts = counts(query, usage);
        List<TermMatches> incomplete =
                matches.stream().filter(each -> !each.complete()).toList();
        return new CustomerPage(
                items(matches, shown),
                query.facets() ? counts.facets(found.aggregations()) : null,
                Objects.requireNonNull(found.hits().total()).value(),
                query.sums() ? counts.sums(found.aggregations()) : null,
                incomplete.isEmpty(),
                incomplete.isEmpty() ? null : hint(incomplete),
                next);
    }

    private static String hint(List<TermMatches> incomplete) {
        return "More customers than are looked through have %s in their history. Add a word that fewer have, or put those in quotes that stand together."
                .formatted(incomplete.stream()
                        .map(each -> "'" + each.term().text() + "'")
                        .collect(Collectors.joining(", ")));
    }

    private List<CustomerPage.Item> items(List<TermMatches> matches, List<Hit<Source>> hits) {
        List<Profile> profiles = hits.stream().map(CustomerSearch::profile).toList();
        List<List<Lane.Matched>> matched = hits.stream()
                .map(hit -> hit.matchedQueries().keySet().stream()
                        .map(Lane.Matched::of)
                        .toList())
                .toList();
        CustomerReasons reasons = new CustomerReasons(matches);
        Map<String, List<CustomerPage.Reason>> fromHistories = historyReasons.find(matches, profiles, matched);
        return IntStream.range(0, profiles.size())
                .mapToObj(number -> {
                    Profile profile = profiles.get(number);
                    var all = new ArrayList<>(reasons.of(profile, matched.get(number)));
                    all.addAll(fromHistories.getOrDefault(profile.customerId().toString(), List.of()));
                    return item(profile, all);
                })
                .toList();
    }

    private static CustomerPage.Item item(Profile profile, List<CustomerPage.Reason> reasons) {
        SortedMap<String, BigDecimal> revenue = new TreeMap<>();
        profile.purchases()
                .turnover()
                .forEach((code, turnover) ->
                        revenue.put(code, turnover.revenueIn(code).amount()));
        return new CustomerPage.Item(
                profile.customerId(),
                profile.kind(),
                profile.name(),
                profile.stage(),
                profile.active(),
                profile.owner(),
                profile.categories(),
                profile.addresses().stream()
                        .map(Address::city)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                profile.emails(),
                profile.phones(),
                revenue,
                profile.purchases().count(),
                profile.serviceCases().opened(),
                profile.serviceCases().open(),
                profile.registeredAt(),
                profile.lastInteractionAt().orElse(null),
                profile.version(),
                profile.position(),
                reasons);
    }

    private static Profile profile(Hit<Source> hit) {
        return Objects.requireNonNull(hit.source()).profile();
    }

    /** Which categories and currencies there are at all: they are counted and summed by name. */
    private Usage usage(CustomerQuery query) {
        if (!query.facets() && !query.sums() && query.sort() != CustomerSort.RELEVANCE) {
            return new Usage(List.of(), List.of());
        }
        try {
            var answer = elasticsearch.search(
                    search -> search.index(indices.customers())
                            .size(0)
                            .trackTotalHits(total -> total.enabled(false))
                            .aggregations(CATEGORIES, Aggregates.terms(CustomerFields.CATEGORY_NAMES, MOST_CATEGORIES))
                            .aggregations(CURRENCIES, Aggregates.terms(CustomerFields.CURRENCIES, MOST_CURRENCIES)),
                    Void.class);
            return new Usage(
                    List.copyOf(Aggregates.counts(Aggregates.named(answer.aggregations(), CATEGORIES))
                            .keySet()),
                    List.copyOf(Aggregates.counts(Aggregates.named(answer.aggregations(), CURRENCIES))
                            .keySet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CustomerCounts counts(CustomerQuery query, Usage usage) {
        List<String> currencies = query.filters()
                .currency()
                .map(Currency::getCurrencyCode)
                .map(wanted -> usage.with(wanted))
                .orElse(usage.currencies);
        return new CustomerCounts(
                CustomerDimensions.of(query.filters()),
                usage.categories,
                currencies,
                clock.instant().truncatedTo(ChronoUnit.DAYS));
    }

    private static @Nullable String currencyOfTies(CustomerQuery query, Usage usage) {
        return query.filters()
                .currency()
                .map(Currency::getCurrencyCode)
                .orElseGet(() -> usage.currencies.isEmpty() ? null : usage.currencies.getFirst());
    }

    /**
     * What is equally good is ordered by what it is worth, then by how fresh it is; the id makes the order complete.
     */
    private static List<SortOptions> sort(CustomerQuery query, @Nullable String currency) {
        var sort = new ArrayList<SortOptions>();
        SortOrder order = query.descending() ? SortOrder.Desc : SortOrder.Asc;
        switch (query.sort()) {
            case RELEVANCE -> {
                sort.add(SortOptions.of(by -> by.score(score -> score.order(SortOrder.Desc))));
                if (currency != null) {
                    sort.add(by(CustomerFields.revenue(currency), SortOrder.Desc, FieldType.Long));
                }
                sort.add(by(CustomerFields.LAST_INTERACTION_AT, SortOrder.Desc, FieldType.Date));
            }
            case NAME -> sort.add(by(CustomerFields.SORT_NAME, order, FieldType.Keyword));
            case LAST_INTERACTION -> sort.add(by(CustomerFields.LAST_INTERACTION_AT, order, FieldType.Date));
            case REVENUE ->
                sort.add(by(
                        CustomerFields.revenue(Objects.requireNonNull(currency, "refused without a currency")),
                        order,
                        FieldType.Long));
            case OPEN_CASES -> sort.add(by(CustomerFields.OPEN_CASES, order, FieldType.Long));
            case REGISTERED_AT -> sort.add(by(CustomerFields.REGISTERED_AT, order, FieldType.Date));
        }
        sort.add(by(CustomerFields.CUSTOMER_ID, SortOrder.Asc, FieldType.Keyword));
        return sort;
    }

    private static SortOptions by(String field, SortOrder order, FieldType type) {
        return SortOptions.of(by ->
                by.field(one -> one.field(field).order(order).missing("_last").unmappedType(type)));
    }

    /** The part of a customer's document that lists show. */
    record Source(Profile profile) {}

    private record Usage(List<String> categories, List<String> currencies) {

        /** The currencies with the one first that was asked for. */
        List<String> with(String wanted) {
            var all = new ArrayList<String>();
            all.add(wanted);
            currencies.stream().filter(code -> !code.equals(wanted)).forEach(all::add);
            return all;
        }
    }
}
