package io.customer360.query.profile;

import io.customer360.events.contact.Channel;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.customer.Relation;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The 360 view of a customer: who it is, and what all its interactions amount to.
 *
 * <p>It is small however long the history: numbers, sums and capped lists, nothing for each purchase. All maps are
 * sorted, so equal profiles have the same JSON, byte for byte.
 *
 * @param convertedAt when a prospect became a customer
 * @param version the customer's own version, for {@code ETag} and {@code If-Match}
 * @param position the place in the ledger of the last fact that is folded in
 * @param touches every time that the customer and the company dealt with each other
 * @param channels how often each channel was used, in contacts and service cases
 * @param months the last 36 months up to the latest in which something happened, the earliest first
 * @param recentEntries the latest entries of the history by date, the latest first
 */
public record Profile(
        CustomerId customerId,
        CustomerKind kind,
        String name,
        CustomerStage stage,
        boolean active,
        List<String> emails,
        List<String> phones,
        List<Address> addresses,
        List<ContactPerson> contactPersons,
        SortedMap<String, String> categories,
        @Nullable String owner,
        List<Relation> relations,
        List<ExternalReference> externalReferences,
        Instant registeredAt,
        @Nullable Instant convertedAt,
        long version,
        long position,
        Moments touches,
        SortedMap<Channel, Long> channels,
        Contacts contacts,
        Purchases purchases,
        ServiceCases serviceCases,
        Ratings ratings,
        List<Month> months,
        List<RecentEntry> recentEntries) {

    public Profile {
        emails = List.copyOf(emails);
        phones = List.copyOf(phones);
        addresses = List.copyOf(addresses);
        contactPersons = List.copyOf(contactPersons);
        categories = sorted(categories);
        relations = List.copyOf(relations);
        externalReferences = List.copyOf(externalReferences);
        channels = sorted(channels);
        months = List.copyOf(months);
        recentEntries = List.copyOf(recentEntries);
    }

    /** The registration, or the first interaction where that was earlier: imported histories often are. */
    public Instant firstSeenAt() {
        return touches.first().filter(first -> first.isBefore(registeredAt)).orElse(registeredAt);
    }

    public Optional<Instant> firstInteractionAt() {
        return touches.first();
    }

    public Optional<Instant> lastInteractionAt() {
        return touches.last();
    }

    /** Contacts, purchases and service cases together. */
    public long interactions() {
        return contacts.count() + purchases.placed() + serviceCases.opened();
    }

    /** When the sums of one currency are asked for of a customer who never bought in it, they are zero. */
    public Turnover turnover(String currency) {
        return purchases.turnover().getOrDefault(currency, Turnover.NONE);
    }

    static <K, V> SortedMap<K, V> sorted(Map<K, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** The map with a number added to the one under a key; a number of zero is left out. */
    static <K> SortedMap<K, Long> plus(SortedMap<K, Long> map, K key, long number) {
        SortedMap<K, Long> sums = new TreeMap<>(map);
        long sum = Math.addExact(sums.getOrDefault(key, 0L), number);
        if (sum == 0) {
            sums.remove(key);
        } else {
            sums.put(key, sum);
        }
        return sums;
    }
}
