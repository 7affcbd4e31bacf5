package io.customer360.query.timeline;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import io.customer360.query.platform.elasticsearch.IndexNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells of entries whether later ones changed what they say. Entries themselves are never rewritten. */
@Component
public class Amendments {

    /** Far more than anybody corrects the contacts and ratings of one page. */
    private static final int MOST = 5_000;

    private final ElasticsearchClient client;
    private final String index;

    Amendments(ElasticsearchClient client, IndexNames names) {
        this.client = client;
        this.index = names.timeline();
    }

    /** The entries, in their order, each with the one that changed it, where there is one. */
    public List<Entry> mark(Collection<TimelineEntry> entries) {
        List<FieldValue> subjects = entries.stream()
                .filter(Amendments::canBeAmended)
                .map(TimelineEntry::subjectId)
                .distinct()
                .map(FieldValue::of)
                .toList();
        Map<String, List<TimelineEntry>> amendments = subjects.isEmpty() ? Map.of() : amendments(subjects);
        return entries.stream()
                .map(entry ->
                        Entry.of(entry, supersededBy(entry, amendments.getOrDefault(entry.subjectId(), List.of()))))
                .toList();
    }

    /** @param later the subject's amendments, the earliest first */
    static Entry.@Nullable SupersededBy supersededBy(TimelineEntry entry, List<TimelineEntry> later) {
        for (TimelineEntry candidate : later) {
            Amendment amendment = candidate.amendment();
            if (amendment != null && candidate.position() > entry.position() && amendment.amends(entry.kind())) {
                return Entry.SupersededBy.of(candidate, amendment);
            }
        }
        return null;
    }

    private static boolean canBeAmended(TimelineEntry entry) {
        return Amendment.CORRECTION.amends(entry.kind()) || Amendment.RETRACTION.amends(entry.kind());
    }

    private Map<String, List<TimelineEntry>> amendments(List<FieldValue> subjects) {
        try {
            return client
                    .search(
                            search -> search.index(index)
                                    .query(query -> query.bool(bool -> bool.filter(filter -> filter.terms(terms ->
                                                    terms.field("subjectId").terms(any -> any.value(subjects))))
                                            .filter(filter -> filter.exists(exists -> exists.field("amendment")))))
                                    .sort(by -> by.field(
                                            one -> one.field("position").order(SortOrder.Asc)))
                                    .size(MOST)
                                    .trackTotalHits(total -> total.enabled(false)),
                            TimelineEntry.class)
                    .hits()
                    .hits()
                    .stream()
                    .map(hit -> Objects.requireNonNull(hit.source()))
                    .collect(Collectors.groupingBy(TimelineEntry::subjectId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
