package io.customer360.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import io.customer360.query.platform.elasticsearch.IndexNames;
import io.customer360.query.profile.Profile;
import io.customer360.query.text.Folding;
import io.customer360.query.timeline.Amendments;
import io.customer360.query.timeline.Entry;
import io.customer360.query.timeline.TimelineEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows for the customers of one page the entries of their histories by which they were found. */
final class HistoryReasons {

    private static final int MOST = 3;

    private final ElasticsearchClient elasticsearch;
    private final IndexNames indices;
    private final Amendments amendments;

    HistoryReasons(ElasticsearchClient elasticsearch, IndexNames indices, Amendments amendments) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.amendments = amendments;
    }

    /** For each term the latest entry that has it; an entry that has more of them comes before. */
    Map<String, List<CustomerPage.Reason>> find(
            List<TermMatches> terms, List<Profile> customers, List<List<Lane.Matched>> matched) {
        var requests = new ArrayList<RequestItem>();
        for (int number = 0; number < terms.size(); number++) {
            List<String> ids = foundByHistory(number, customers, matched);
            if (!ids.isEmpty()) {
                requests.add(request(terms, number, ids));
            }
        }
        if (requests.isEmpty()) {
            return Map.of();
        }
        var entries = new HashMap<String, Map<String, TimelineEntry>>();
        try {
            elasticsearch.msearch(search -> search.searches(requests), TimelineEntry.class).responses().stream()
                    .map(response -> {
                        if (response.isFailure()) {
                            throw new ElasticsearchException("es/msearch", response.failure());
                        }
                        return response.result();
                    })
                    .flatMap(result -> result.hits().hits().stream())
                    .map(hit -> Objects.requireNonNull(hit.source()))
                    .forEach(entry -> entries.computeIfAbsent(entry.customerId().toString(), _ -> new LinkedHashMap<>())
                            .putIfAbsent(entry.eventId(), entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Highlight highlight = new Highlight(Folding::fold, CustomerReasons.wanted(terms));
        List<TimelineEntry> shown = entries.values().stream()
                .flatMap(found -> found.values().stream().limit(MOST))
                .toList();
        List<Entry> marked = amendments.mark(shown);
        var reasons = new HashMap<String, List<CustomerPage.Reason>>();
        for (int number = 0; number < shown.size(); number++) {
            TimelineEntry entry = shown.get(number);
            reason(entry, marked.get(number).supersededBy(), highlight)
                    .ifPresent(
                            reason -> reasons.computeIfAbsent(entry.customerId().toString(), _ -> new ArrayList<>())
                                    .add(reason));
        }
        return reasons;
    }

    /** Customers for whom nothing stronger than their history speaks. */
    private static List<String> foundByHistory(int term, List<Profile> customers, List<List<Lane.Matched>> matched) {
        var ids = new ArrayList<String>();
        for (int number = 0; number < customers.size(); number++) {
            boolean byHistory = CustomerReasons.strongest(matched.get(number)).stream()
                    .anyMatch(match -> match.term() == term
                            && (match.match() == Lane.Match.TEXT || match.match() == Lane.Match.ORDER_NUMBER));
            if (byHistory) {
                ids.add(customers.get(number).customerId().toString());
            }
        }
        return ids;
    }

    private RequestItem request(List<TermMatches> terms, int number, List<String> customers) {
        var others = new ArrayList<Query>();
        for (int other = 0; other < terms.size(); other++) {
            if (other != number) {
                others.add(Queries.constant(entries(terms.get(other)), 1));
            }
        }
        Query query =
                Query.of(either -> either.bool(bool -> bool.filter(Queries.terms(HistoryFields.CUSTOMER_ID, customers))
                        .filter(leading(terms.get(number)))
                        .should(others)));
        return RequestItem.of(item -> item.header(header -> header.index(indices.timeline()))
                .body(body -> body.query(query)
                        .size(customers.size())
                        .collapse(collapse -> collapse.field(HistoryFields.CUSTOMER_ID))
                        .sort(
                                SortOptions.of(by -> by.score(score -> score.order(SortOrder.Desc))),
                                by(HistoryFields.OCCURRED_AT),
                                by(HistoryFields.POSITION))
                        .trackTotalHits(total -> total.enabled(false))));
    }

    private static SortOptions by(String field) {
        return SortOptions.of(by -> by.field(one -> one.field(field).order(SortOrder.Desc)));
    }

    private static Query leading(TermMatches matches) {
        return Queries.any(List.of(
                HistoryLanes.identifiers(matches.term()), HistoryLanes.leading(matches.term(), matches.similar())));
    }

    static Query entries(TermMatches matches) {
        return Queries.any(List.of(
                HistoryLanes.identifiers(matches.term()),
                matches.similar() ? HistoryLanes.similarWords(matches.term()) : HistoryLanes.words(matches.term())));
    }

    private static Optional<CustomerPage.Reason> reason(
            TimelineEntry entry, Entry.@Nullable SupersededBy supersededBy, Highlight highlight) {
        return HistoryTexts.of(entry)
                .flatMap(text -> highlight.snippet(text.text()).stream()
                        .map(marked -> new CustomerPage.Reason(
                                text.field(), marked, entry.eventId(), entry.occurredAt(), supersededBy)))
                .findFirst();
    }
}
