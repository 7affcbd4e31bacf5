package io.customer360.query.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.customer360.query.text.Folding;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is kept in Elasticsearch. The mapping, {@code elasticsearch/timeline.json}, copies the texts into the
 * field that is searched; so only words that folding changes are written twice.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record TimelineDocument(
        @JsonUnwrapped TimelineEntry entry, @Nullable Search search) {

    static TimelineDocument of(TimelineEntry entry) {
        return new TimelineDocument(entry, Search.of(entry));
    }

    /**
     * @param words those texts, folded, in which folding changes a word
     * @param identifiers of the order, the payment and the external reference, folded
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Search(@Nullable String words, Collection<String> identifiers) {

        static @Nullable Search of(TimelineEntry entry) {
            String words = Stream.concat(
                            Stream.of(
                                    entry.headline(),
                                    entry.text(),
                                    entry.reason(),
                                    entry.contactPerson(),
                                    entry.staffMember()),
                            entry.products().stream())
                    .filter(Objects::nonNull)
                    .filter(Folding::changesWords)
                    .map(Folding::fold)
                    .collect(Collectors.joining("\n"));
            Set<String> identifiers = new TreeSet<>();
            if (entry.orderNumber() != null) {
                identifiers.add(Folding.fold(entry.orderNumber()));
            }
            if (entry.paymentReference() != null) {
                identifiers.add(Folding.fold(entry.paymentReference()));
            }
            if (entry.externalReference() != null) {
                String id = entry.externalReference().id();
                identifiers.add(Folding.fold(id));
                identifiers.add(Folding.fold(entry.externalReference().source() + ":" + id));
            }
            return words.isEmpty() && identifiers.isEmpty()
                    ? null
                    : new Search(words.isEmpty() ? null : words, identifiers);
        }
    }
}
