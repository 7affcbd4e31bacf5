package io.customer360.query.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.customer360.events.contact.Channel;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.query.text.Folding;
import io.customer360.query.text.NameForms;
import io.customer360.query.text.PhoneForms;
import io.customer360.query.text.Shortened;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A profile as it is kept in Elasticsearch: whole and unsearched under {@code profile}, and beside it what customers
 * are filtered, sorted, summed and found by, all derived from it. The mapping is {@code elasticsearch/customers.json}.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProfileDocument(
        CustomerId customerId,
        long position,
        CustomerKind kind,
        CustomerStage stage,
        boolean active,
        @Nullable String owner,
        String sortName,
        SortedMap<String, String> categories,
        Set<String> categoryNames,
        Collection<String> cities,
        Collection<String> regions,
        Set<Channel> channels,
        Instant registeredAt,
        Instant firstSeenAt,
        @Nullable Instant lastInteractionAt,
        @Nullable Instant lastPurchaseAt,
        @Nullable LocalDate nextFollowUpOn,
        long interactions,
        long contacts,
        long purchases,
        Set<String> currencies,
        SortedMap<String, Long> revenue,
        SortedMap<String, Long> receivables,
        long serviceCases,
        long complaints,
        long openCases,
        long satisfactionCount,
        long satisfactionSum,
        long recommendationCount,
        long recommendationSum,
        long promoters,
        long detractors,
        Search search,
        Profile profile) {

    /** The category that names a customer's region, beside those of its addresses. */
    private static final String REGION = "region";

    private static final int LONGEST_SORT_NAME = 64;

    static ProfileDocument of(Profile profile, PhoneForms phoneForms) {
        return of(profile, Lookup.of(profile, phoneForms));
    }

    /** @param lookup what follows from the profile's master data */
    static ProfileDocument of(Profile profile, Lookup lookup) {
        Purchases purchases = profile.purchases();
        ServiceCases cases = profile.serviceCases();
        Ratings ratings = profile.ratings();
        return new ProfileDocument(
                profile.customerId(),
                profile.position(),
                profile.kind(),
                profile.stage(),
                profile.active(),
                profile.owner(),
                lookup.sortName(),
                profile.categories(),
                profile.categories().keySet(),
                lookup.cities(),
                lookup.regions(),
                profile.channels().keySet(),
                profile.registeredAt(),
                profile.firstSeenAt(),
                profile.lastInteractionAt().orElse(null),
                purchases.moments().last().orElse(null),
                profile.contacts().nextFollowUpOn().orElse(null),
                profile.interactions(),
                profile.contacts().count(),
                purchases.count(),
                purchases.turnover().keySet(),
                each(purchases.turnover(), Turnover::revenue),
                each(purchases.turnover(), Turnover::receivable),
                cases.opened(),
                cases.complaints(),
                cases.open(),
                ratings.satisfactionCount(),
                ratings.satisfactionSum(),
                ratings.recommendationCount(),
                ratings.recommendationSum(),
                ratings.promoters(),
                ratings.detractors(),
                lookup.search(),
                profile);
    }

    private static SortedMap<String, Long> each(Map<String, Turnover> turnover, ToLongFunction<Turnover> amount) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        turnover.forEach((currency, sums) -> amounts.put(currency, amount.applyAsLong(sums)));
        return amounts;
    }

    /**
     * What follows from a customer's master data alone, and takes most of the time in which a document is made: the
     * same until one of the customer's own facts changes these.
     */
    record Lookup(String sortName, Collection<String> cities, Collection<String> regions, Search search) {

        static Lookup of(Profile profile, PhoneForms phoneForms) {
            return new Lookup(
                    Shortened.to(LONGEST_SORT_NAME, NameForms.of(profile.name()).latin()),
                    distinct(profile.addresses().stream().map(Address::city)),
                    distinct(Stream.concat(
                            profile.addresses().stream().map(Address::region),
                            Stream.of(profile.categories()).map(categories -> categories.get(REGION)))),
                    Search.of(profile, phoneForms));
        }

        private static Collection<String> distinct(Stream<@Nullable String> values) {
            Set<String> present = new TreeSet<>();
            values.filter(Objects::nonNull).forEach(present::add);
            return present;
        }
    }

    /**
     * The forms by which a customer is found.
     *
     * @param name folded, in its own script
     * @param latin the name in Latin letters
     * @param exactName the whole folded name
     * @param compact the name in Latin letters without blanks, in the orders in which people type it
     * @param within what the name has in its middle, likewise
     * @param people names of contact persons, in all these forms
     * @param emails whole addresses, their parts before and after the {@code @}, and the words of the former
     * @param phones digits with and without the country's code
     * @param phonesReversed the same from behind, for those who remember the last digits
     * @param references with and without their source
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Search(
            String name,
            String latin,
            String exactName,
            Collection<String> compact,
            Collection<String> initials,
            Collection<String> within,
            Collection<String> people,
            Collection<String> emails,
            Collection<String> phones,
            Collection<String> phonesReversed,
            Collection<String> references,
            Collection<String> places,
            Collection<String> labels) {

        private static final Pattern WORDS_OF_LOCAL_PART = Pattern.compile("[._+-]+");

        static Search of(Profile profile, PhoneForms phoneForms) {
            NameForms name = NameForms.of(profile.name());
            Set<String> people = new TreeSet<>();
            Set<String> emails = new TreeSet<>();
            Set<String> phones = new TreeSet<>();
            profile.emails().forEach(email -> addEmail(emails, email));
            profile.phones().forEach(phone -> phones.addAll(phoneForms.of(phone)));
            profile.contactPersons().forEach(person -> {
                addForms(people, person.name());
                if (person.email() != null) {
                    addEmail(emails, person.email());
                }
                if (person.phone() != null) {
                    phones.addAll(phoneForms.of(person.phone()));
                }
            });
            return new Search(
                    name.folded(),
                    name.latin(),
                    name.folded(),
                    name.compact(),
                    name.initials(),
                    name.within(),
                    people,
                    emails,
                    phones,
                    reversed(phones),
                    references(profile),
                    places(profile),
                    labels(profile));
        }

        private static void addEmail(Set<String> emails, String email) {
            String folded = Folding.fold(email);
            emails.add(folded);
            int at = folded.lastIndexOf('@');
            if (at > 0) {
                String local = folded.substring(0, at);
                emails.add(local);
                emails.add(folded.substring(at + 1));
                WORDS_OF_LOCAL_PART
                        .splitAsStream(local)
                        .filter(word -> !word.isEmpty())
                        .forEach(emails::add);
            }
        }

        private static Collection<String> reversed(Set<String> phones) {
            Set<String> reversed = new TreeSet<>();
            phones.forEach(
                    phone -> reversed.add(new StringBuilder(phone).reverse().toString()));
            // A number without the country's code ends like the one with it: the longer one is enough.
            reversed.removeIf(phone ->
                    reversed.stream().anyMatch(longer -> longer.length() > phone.length() && longer.startsWith(phone)));
            return reversed;
        }

        private static Collection<String> references(Profile profile) {
            Set<String> references = new TreeSet<>();
            profile.externalReferences().forEach(reference -> {
                references.add(Folding.fold(reference.id()));
                references.add(Folding.fold(reference.source() + ":" + reference.id()));
            });
            return references;
        }

        private static Collection<String> places(Profile profile) {
            Set<String> places = new TreeSet<>();
            profile.addresses().forEach(address -> {
                addForms(places, address.city());
                addForms(places, address.region());
                addFolded(places, address.street());
                addFolded(places, address.postalCode());
                addFolded(places, address.country());
            });
            return places;
        }

        private static Collection<String> labels(Profile profile) {
            Set<String> labels = new TreeSet<>();
            profile.categories().forEach((category, value) -> {
                addFolded(labels, category);
                addForms(labels, value);
            });
            addForms(labels, profile.owner());
            return labels;
        }

        private static void addFolded(Set<String> texts, @Nullable String text) {
            if (text != null) {
                texts.add(Folding.fold(text));
            }
        }

        private static void addForms(Set<String> texts, @Nullable String text) {
            if (text != null) {
                NameForms forms = NameForms.of(text);
                texts.add(forms.folded());
                texts.add(forms.latin());
                if (NameForms.hasHan(text)) {
                    texts.addAll(forms.compact());
                }
            }
        }
    }
}
