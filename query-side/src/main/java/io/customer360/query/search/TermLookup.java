package io.customer360.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchResponse;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchItem;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import io.customer360.query.platform.elasticsearch.IndexNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds out what each term of a search matches, before all of them are searched for together. */
final class TermLookup {

    private static final String OWN = "own:";
    private static final String IDENTIFIER = "identifier:";
    private static final String WORDS = "words:";

    private final ElasticsearchClient elasticsearch;
    private final IndexNames indices;
    private final CustomerLanes customerLanes;
    private final int mostCustomersOfATerm;

    TermLookup(
            ElasticsearchClient elasticsearch,
            IndexNames indices,
            CustomerLanes customerLanes,
            int mostCustomersOfATerm) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.customerLanes = customerLanes;
        this.mostCustomersOfATerm = mostCustomersOfATerm;
    }

    /** As typed; and for terms that nothing has so, with typos. */
    List<TermMatches> lookUp(List<SearchTerm> terms) {
        List<TermMatches> asTyped = ask(terms, Set.of());
        Set<Integer> unknown = numbers(asTyped, TermMatches::none);
        return completed(unknown.isEmpty() ? asTyped : ask(terms, unknown));
    }

    /** With typos for some of the terms, and for the others as typed. */
    List<TermMatches> lookUp(List<SearchTerm> terms, Set<Integer> similar) {
        return completed(ask(terms, similar));
    }

    /**
     * Where a term stands in too many histories, asks again for those customers only who have all the other terms:
     * nobody else can be found. There may be too many of these as well; then it stays incomplete.
     */
    private List<TermMatches> completed(List<TermMatches> matches) {
        List<Query> others = matches.stream()
                .filter(TermMatches::complete)
                .map(each -> Queries.any(
                        customerLanes.of(each).stream().map(Lane::query).toList()))
                .toList();
        if (others.isEmpty() || others.size() == matches.size()) {
            return matches;
        }
        Map<String, Aggregate> answer = ask(List.of(item(
                indices.customers(),
                Queries.all(others),
                Map.of(OWN, Aggregates.terms(CustomerFields.CUSTOMER_ID, mostCustomersOfATerm)))));
        Customers candidates = customersOf(Aggregates.named(answer, OWN));
        if (!candidates.complete) {
            return matches;
        }
        var searches = new ArrayList<RequestItem>();
        for (int number = 0; number < matches.size(); number++) {
            TermMatches each = matches.get(number);
            if (!each.complete()) {
                searches.add(histories(each.term(), number, each.similar(), Optional.of(candidates.ids)));
            }
        }
        Map<String, Aggregate> found = ask(searches);
        return IntStream.range(0, matches.size())
                .mapToObj(number -> {
                    TermMatches each = matches.get(number);
                    return each.complete() ? each : matches(each.term(), number, each.similar(), each.asTyped(), found);
                })
                .toList();
    }

    private List<TermMatches> ask(List<SearchTerm> terms, Set<Integer> similar) {
        if (terms.isEmpty()) {
            return List.of();
        }
        var searches = new ArrayList<RequestItem>();
        searches.add(customers(terms));
        for (int number = 0; number < terms.size(); number++) {
            searches.add(histories(terms.get(number), number, similar.contains(number), Optional.empty()));
        }
        Map<String, Aggregate> found = ask(searches);
        return IntStream.range(0, terms.size())
                .mapToObj(number -> matches(
                        terms.get(number),
                        number,
                        similar.contains(number),
                        Aggregates.named(found, OWN + number).filter().docCount(),
                        found))
                .toList();
    }

    private static TermMatches matches(
            SearchTerm term, int number, boolean similar, long asTyped, Map<String, Aggregate> found) {
        Customers byIdentifier = customersIn(Aggregates.named(found, IDENTIFIER + number));
        Customers byWords = customersIn(Aggregates.named(found, WORDS + number));
        return new TermMatches(
                term, similar, asTyped, byIdentifier.ids, byWords.ids, byIdentifier.complete && byWords.complete);
    }

    /** All the searches' answers, which have different names. */
    private Map<String, Aggregate> ask(List<RequestItem> searches) {
        MsearchResponse<Void> answer;
        try {
            answer = elasticsearch.msearch(search -> search.searches(searches), Void.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Aggregate> found = new HashMap<>();
        answer.responses().forEach(response -> {
            if (response.isFailure()) {
                throw new ElasticsearchException("es/msearch", response.failure());
            }
            MultiSearchItem<Void> result = response.result();
            found.putAll(result.aggregations());
        });
        return found;
    }

    static Set<Integer> numbers(List<TermMatches> matches, Predicate<TermMatches> which) {
        var numbers = new HashSet<Integer>();
        for (int number = 0; number < matches.size(); number++) {
            if (which.test(matches.get(number))) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private RequestItem customers(List<SearchTerm> terms) {
        var aggregations = new HashMap<String, Aggregation>();
        var all = new ArrayList<Query>();
        for (int number = 0; number < terms.size(); number++) {
            Query own = Queries.any(customerLanes.asTyped(terms.get(number)).stream()
                    .map(Lane::query)
                    .toList());
            all.add(own);
            aggregations.put(OWN + number, Aggregation.of(aggregation -> aggregation.filter(own)));
        }
        return item(indices.customers(), Queries.any(all), aggregations);
    }

    /** A search for each term: Elasticsearch bounds the number of all buckets in one answer. */
    private RequestItem histories(SearchTerm term, int number, boolean similar, Optional<Set<String>> customers) {
        Query identifiers = HistoryLanes.identifiers(term);
        Query words = HistoryLanes.leading(term, similar);
        var filters = new ArrayList<Query>();
        filters.add(Queries.any(List.of(identifiers, words)));
        customers.ifPresent(ids -> filters.add(Queries.terms(HistoryFields.CUSTOMER_ID, ids)));
        return item(
                indices.timeline(),
                Queries.all(filters),
                Map.of(IDENTIFIER + number, customersOf(identifiers), WORDS + number, customersOf(words)));
    }

    private Aggregation customersOf(Query entries) {
        return Aggregation.of(aggregation -> aggregation
                .filter(entries)
                .aggregations(
                        "customers",
                        customers -> customers.terms(
                                terms -> terms.field(HistoryFields.CUSTOMER_ID).size(mostCustomersOfATerm))));
    }

    private static RequestItem item(String index, Query query, Map<String, Aggregation> aggregations) {
        return RequestItem.of(item -> item.header(header -> header.index(index))
                .body(body -> body.query(query)
                        .size(0)
                        .trackTotalHits(total -> total.enabled(false))
                        .aggregations(aggregations)));
    }

    private static Customers customersIn(Aggregate aggregate) {
        return customersOf(Aggregates.named(Aggregates.within(aggregate), "customers"));
    }

    private static Customers customersOf(Aggregate aggregate) {
        var terms = aggregate.sterms();
        var ids = new HashSet<String>();
        terms.buckets().array().forEach(bucket -> ids.add(bucket.key().stringValue()));
        return new Customers(ids, terms.sumOtherDocCount() == null || terms.sumOtherDocCount() == 0);
    }

    private record Customers(Set<String> ids, boolean complete) {}
}
