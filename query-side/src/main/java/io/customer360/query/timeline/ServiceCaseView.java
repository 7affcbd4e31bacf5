package io.customer360.query.timeline;

import io.customer360.events.ServiceCaseEvent.ServiceCaseAssigned;
import io.customer360.events.ServiceCaseEvent.ServiceCaseReopened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResolved;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResponded;
import io.customer360.events.contact.Channel;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.ServiceCaseType;
import io.customer360.query.timeline.TimelineEntry.CaseStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service case as it stands, and how it came to that.
 *
 * @param dueAt by when it has to be resolved to count as resolved in time
 * @param resolvedAt when it was resolved last, if it has not been reopened since
 * @param rating the one given last, as it stands after corrections
 * @param version for {@code If-Match}
 * @param entries of the history, in the order in which they were recorded
 */
record ServiceCaseView(
        String serviceCaseId,
        CustomerId customerId,
        @Nullable ServiceCaseType type,
        @Nullable CaseStatus status,
        @Nullable Priority priority,
        @Nullable Channel channel,
        @Nullable String subject,
        @Nullable String text,
        List<String> products,
        @Nullable String purchaseId,
        @Nullable String reportedBy,
        @Nullable String assignee,
        Instant openedAt,
        @Nullable Instant dueAt,
        @Nullable Instant firstRespondedAt,
        @Nullable Instant resolvedAt,
        @Nullable Rating rating,
        @Nullable ExternalReference externalReference,
        long version,
        List<Entry> entries) {

    ServiceCaseView {
        products = List.copyOf(products);
        entries = List.copyOf(entries);
    }

    /** @param entries at least one, all about this case, beginning with its opening */
    static ServiceCaseView of(List<Entry> entries) {
        Entry opened = entries.getFirst();
        CaseStatus status = last(entries, Entry::status);
        return new ServiceCaseView(
                opened.subjectId(),
                opened.customerId(),
                opened.caseType(),
                status,
                last(entries, Entry::priority),
                opened.channel(),
                opened.headline(),
                opened.text(),
                opened.products(),
                opened.purchaseId(),
                opened.contactPerson(),
                last(
                        only(entries, ServiceCaseAssigned.class, ServiceCaseReopened.class)
                                .toList(),
                        Entry::staffMember),
                opened.occurredAt(),
                last(entries, Entry::dueAt),
                only(entries, ServiceCaseResponded.class)
                        .map(Entry::occurredAt)
                        .findFirst()
                        .orElse(null),
                status == CaseStatus.OPEN
                        ? null
                        : last(only(entries, ServiceCaseResolved.class).toList(), Entry::occurredAt),
                last(entries, Entry::rating),
                opened.externalReference(),
                entries.getLast().sequence(),
                entries);
    }

    private static Stream<Entry> only(List<Entry> entries, Class<?>... events) {
        List<String> names = Stream.of(events).map(Class::getSimpleName).toList();
        return entries.stream().filter(entry -> names.contains(entry.event()));
    }

    private static <T> @Nullable T last(List<Entry> entries, Function<Entry, @Nullable T> part) {
        return entries.reversed().stream()
                .map(part)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
