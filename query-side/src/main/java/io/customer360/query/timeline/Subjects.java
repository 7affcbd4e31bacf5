package io.customer360.query.timeline;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.SortOrder;
import io.customer360.platform.problem.Problem;
import io.customer360.query.platform.elasticsearch.IndexNames;
import io.customer360.query.timeline.TimelineEntry.SubjectType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Reads all entries about one contact, purchase or service case. */
@Component
class Subjects {

    /** More than anything goes through; of a longer life the latest entries are read, and the first. */
    private static final int MOST = 5_000;

    private final ElasticsearchClient client;
    private final Amendments amendments;
    private final String index;

    Subjects(ElasticsearchClient client, Amendments amendments, IndexNames names) {
        this.client = client;
        this.amendments = amendments;
        this.index = names.timeline();
    }

    /** In the order in which they were recorded; refused with 404 if there are none. */
    List<Entry> read(SubjectType type, UUID subjectId) {
        List<Entry> entries = amendments.mark(find(type, subjectId.toString()));
        if (entries.isEmpty()) {
            String name = type.name().replace('_', ' ').toLowerCase(Locale.ROOT);
            throw new ErrorResponseException(
                    HttpStatus.NOT_FOUND,
                    Problem.of(
                            HttpStatus.NOT_FOUND,
                            type.name() + "_NOT_FOUND",
                            "There is no %s %s. GET /api/timeline?type=%s&q=… finds them by what is known of them."
                                    .formatted(name, subjectId, type)),
                    null);
        }
        return entries;
    }

    private List<TimelineEntry> find(SubjectType type, String subjectId) {
        List<TimelineEntry> latest = find(type, subjectId, SortOrder.Desc, MOST).reversed();
        if (latest.size() < MOST) {
            return latest;
        }
        // The first one tells what it is all about; the latest ones tell how it stands.
        List<TimelineEntry> first = find(type, subjectId, SortOrder.Asc, 1);
        return first.getFirst().position() == latest.getFirst().position()
                ? latest
                : Stream.concat(first.stream(), latest.stream()).toList();
    }

    private List<TimelineEntry> find(SubjectType type, String subjectId, SortOrder order, int most) {
        try {
            return client
                    .search(
                            search -> search.index(index)
                                    .query(query -> query.bool(bool -> bool.filter(filter -> filter.term(term ->
                                                    term.field("subjectId").value(subjectId)))
                                            .filter(filter -> filter.term(term ->
                                                    term.field("subjectType").value(type.name())))))
                                    .sort(by -> by.field(
                                            one -> one.field("position").order(order)))
                                    .size(most)
                                    .trackTotalHits(total -> total.enabled(false)),
                            TimelineEntry.class)
                    .hits()
                    .hits()
                    .stream()
                    .map(hit -> Objects.requireNonNull(hit.source()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
