package io.customer360.query.profile;

import io.customer360.events.purchase.Money;
import io.customer360.events.service.Rating;
import io.customer360.query.text.Shortened;
import io.customer360.query.timeline.Amendment;
import io.customer360.query.timeline.TimelineEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the history in short.
 *
 * @param kind the name of the event's type
 * @param subjectId the contact, purchase or service case
 * @param amendedBy present where a later entry corrected or retracted this one
 */
public record RecentEntry(
        String eventId,
        long position,
        String kind,
        String subjectId,
        Instant occurredAt,
        @Nullable String headline,
        @Nullable Money amount,
        @Nullable Rating rating,
        @Nullable Amendment amendedBy) {

    private static final int KEPT = 15;
    private static final int LONGEST_HEADLINE = 80;
    private static final Comparator<RecentEntry> LATEST_FIRST = Comparator.comparing(RecentEntry::occurredAt)
            .thenComparingLong(RecentEntry::position)
            .reversed();

    /** The latest entries after one more. */
    static List<RecentEntry> with(List<RecentEntry> entries, TimelineEntry entry) {
        List<RecentEntry> all = new ArrayList<>(entries.size() + 1);
        entries.forEach(earlier -> all.add(earlier.after(entry)));
        all.add(of(entry));
        all.sort(LATEST_FIRST);
        return all.size() > KEPT ? all.subList(0, KEPT) : all;
    }

    private static RecentEntry of(TimelineEntry entry) {
        String headline = entry.headline();
        return new RecentEntry(
                entry.eventId(),
                entry.position(),
                entry.kind(),
                entry.subjectId(),
                entry.occurredAt(),
                headline == null ? null : Shortened.to(LONGEST_HEADLINE, headline),
                entry.money(),
                entry.rating(),
                null);
    }

    private RecentEntry after(TimelineEntry later) {
        Amendment amendment = later.amendment();
        return amendment == null || !later.subjectId().equals(subjectId) || !amendment.amends(kind)
                ? this
                : new RecentEntry(eventId, position, kind, subjectId, occurredAt, headline, amount, rating, amendment);
    }
}
