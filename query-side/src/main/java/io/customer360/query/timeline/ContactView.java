package io.customer360.query.timeline;

import io.customer360.events.contact.Channel;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A contact as it stands, and how it came to that.
 *
 * @param contactedAt when it took place
 * @param retracted whether it never took place, or was recorded for the wrong customer
 * @param version for {@code If-Match}
 * @param entries of the history, in the order in which they were recorded
 */
record ContactView(
        String contactId,
        CustomerId customerId,
        Instant contactedAt,
        @Nullable Channel channel,
        @Nullable Direction direction,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String contactPerson,
        @Nullable String staffMember,
        @Nullable LocalDate followUpOn,
        boolean retracted,
        @Nullable ExternalReference externalReference,
        long version,
        List<Entry> entries) {

    ContactView {
        entries = List.copyOf(entries);
    }

    /** @param entries at least one, all about this contact */
    static ContactView of(List<Entry> entries) {
        Entry first = entries.getFirst();
        // Each of them tells all details, as they are after it.
        Entry last = entries.getLast();
        return new ContactView(
                last.subjectId(),
                last.customerId(),
                Objects.requireNonNullElse(last.contactedAt(), last.occurredAt()),
                last.channel(),
                last.direction(),
                last.headline(),
                last.text(),
                last.contactPerson(),
                last.staffMember(),
                last.followUpOn(),
                last.amendment() == Amendment.RETRACTION,
                first.externalReference(),
                last.sequence(),
                entries);
    }
}
