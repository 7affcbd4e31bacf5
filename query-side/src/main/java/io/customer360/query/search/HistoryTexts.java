package io.customer360.query.search;

import io.customer360.query.timeline.TimelineEntry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts of an entry that are searched, those first that say most. */
final class HistoryTexts {

    private HistoryTexts() {}

    /** @param field its name in the entry */
    record Text(String field, String text) {}

    static Stream<Text> of(TimelineEntry entry) {
        var reference = entry.externalReference();
        return Stream.of(
                        text("orderNumber", entry.orderNumber()),
                        text("paymentReference", entry.paymentReference()),
                        text("externalReference", reference == null ? null : reference.source() + ":" + reference.id()),
                        text("text", entry.text()),
                        text("headline", entry.headline()),
                        text("products", String.join(", ", entry.products())),
                        text("reason", entry.reason()),
                        text("contactPerson", entry.contactPerson()),
                        text("staffMember", entry.staffMember()))
                .flatMap(each -> each);
    }

    private static Stream<Text> text(String field, @Nullable String text) {
        return Stream.ofNullable(text).filter(each -> !each.isEmpty()).map(each -> new Text(field, each));
    }
}
