package io.customer360.query.profile;

import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * All about a customer's contacts, without those that were retracted.
 *
 * @param moments when they took place
 * @param directions how many of them the customer and the company began
 * @param followUps the latest follow-up dates that contacts named, the earliest first
 */
public record Contacts(Moments moments, SortedMap<Direction, Long> directions, List<FollowUp> followUps) {

    private static final int KEPT_FOLLOW_UPS = 10;
    private static final Comparator<FollowUp> BY_DAY = Comparator.comparing(FollowUp::followUpOn)
            .thenComparing(followUp -> followUp.contactId().value());

    static final Contacts NONE = new Contacts(Moments.NONE, Profile.sorted(Map.of()), List.of());

    public Contacts {
        directions = Profile.sorted(directions);
        followUps = List.copyOf(followUps);
    }

    public long count() {
        return moments.count();
    }

    /** The first day on which the company wanted to come back to something, with no contact on that day or since. */
    public Optional<LocalDate> nextFollowUpOn() {
        LocalDate lastContactOn = moments.last()
                .map(last -> LocalDate.ofInstant(last, ZoneOffset.UTC))
                .orElse(LocalDate.MIN);
        return followUps.stream()
                .map(FollowUp::followUpOn)
                .filter(day -> day.isAfter(lastContactOn))
                .findFirst();
    }

    Contacts plus(ContactId contactId, Instant contactedAt, ContactDetails details) {
        return new Contacts(
                moments.plus(contactedAt), Profile.plus(directions, details.direction(), 1), plus(contactId, details));
    }

    Contacts minus(ContactId contactId, Instant contactedAt, ContactDetails details) {
        return new Contacts(
                moments.minus(contactedAt),
                Profile.plus(directions, details.direction(), -1),
                followUps.stream()
                        .filter(followUp -> !followUp.contactId().equals(contactId))
                        .toList());
    }

    private List<FollowUp> plus(ContactId contactId, ContactDetails details) {
        LocalDate followUpOn = details.followUpOn();
        if (followUpOn == null) {
            return followUps;
        }
        List<FollowUp> all = Stream.concat(followUps.stream(), Stream.of(new FollowUp(contactId, followUpOn)))
                .sorted(BY_DAY)
                .toList();
        return all.subList(Math.max(0, all.size() - KEPT_FOLLOW_UPS), all.size());
    }

    /** The day by which the company wants to come back to a contact. */
    public record FollowUp(ContactId contactId, LocalDate followUpOn) {}
}
