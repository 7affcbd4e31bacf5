package io.customer360.query.profile;

import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.contact.Channel;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.customer.Relation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A profile while one fact is folded in. Its parts are immutable and are replaced, never changed. */
final class ProfileDraft {

    private final CustomerId customerId;
    private final CustomerKind kind;
    private final List<ExternalReference> externalReferences;
    private final Instant registeredAt;

    String name;
    CustomerStage stage;
    boolean active;
    List<String> emails;
    List<String> phones;
    List<Address> addresses;
    List<ContactPerson> contactPersons;
    SortedMap<String, String> categories;

    @Nullable
    String owner;

    List<Relation> relations;

    @Nullable
    Instant convertedAt;

    long version;
    long position;
    Moments touches;
    SortedMap<Channel, Long> channels;
    Contacts contacts;
    Purchases purchases;
    ServiceCases serviceCases;
    Ratings ratings;
    List<Month> months;
    List<RecentEntry> recentEntries;

    ProfileDraft(CustomerRegistered registration) {
        ExternalReference reference = registration.externalReference();
        customerId = registration.customerId();
        kind = registration.kind();
        externalReferences = reference == null ? List.of() : List.of(reference);
        registeredAt = registration.occurredAt();
        name = registration.name();
        stage = registration.stage();
        active = true;
        emails = Capped.of(registration.emails());
        phones = Capped.of(registration.phones());
        addresses = Capped.of(registration.addresses());
        contactPersons = List.of();
        categories = Capped.of(new TreeMap<>(registration.categories()));
        owner = registration.owner();
        relations = List.of();
        touches = Moments.NONE;
        channels = Profile.sorted(Map.of());
        contacts = Contacts.NONE;
        purchases = Purchases.NONE;
        serviceCases = ServiceCases.NONE;
        ratings = Ratings.NONE;
        months = List.of();
        recentEntries = List.of();
    }

    ProfileDraft(Profile before) {
        customerId = before.customerId();
        kind = before.kind();
        externalReferences = before.externalReferences();
        registeredAt = before.registeredAt();
        name = before.name();
        stage = before.stage();
        active = before.active();
        emails = before.emails();
        phones = before.phones();
        addresses = before.addresses();
        contactPersons = before.contactPersons();
        categories = before.categories();
        owner = before.owner();
        relations = before.relations();
        convertedAt = before.convertedAt();
        version = before.version();
        position = before.position();
        touches = before.touches();
        channels = before.channels();
        contacts = before.contacts();
        purchases = before.purchases();
        serviceCases = before.serviceCases();
        ratings = before.ratings();
        months = before.months();
        recentEntries = before.recentEntries();
    }

    void countChannel(Channel channel, long times) {
        channels = Profile.plus(channels, channel, times);
    }

    Profile profile() {
        return new Profile(
                customerId,
                kind,
                name,
                stage,
                active,
                emails,
                phones,
                addresses,
                contactPersons,
                categories,
                owner,
                relations,
                externalReferences,
                registeredAt,
                convertedAt,
                version,
                position,
                touches,
                channels,
                contacts,
                purchases,
                serviceCases,
                ratings,
                months,
                recentEntries);
    }
}
