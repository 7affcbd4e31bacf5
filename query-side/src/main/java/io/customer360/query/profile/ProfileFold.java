package io.customer360.query.profile;

import io.customer360.events.ContactEvent;
import io.customer360.events.ContactEvent.ContactCorrected;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.ContactEvent.ContactRetracted;
import io.customer360.events.CustomerEvent;
import io.customer360.events.CustomerEvent.AddressAdded;
import io.customer360.events.CustomerEvent.AddressCorrected;
import io.customer360.events.CustomerEvent.AddressRemoved;
import io.customer360.events.CustomerEvent.CategoryAssigned;
import io.customer360.events.CustomerEvent.CategoryRemoved;
import io.customer360.events.CustomerEvent.ContactPersonAdded;
import io.customer360.events.CustomerEvent.ContactPersonCorrected;
import io.customer360.events.CustomerEvent.ContactPersonRemoved;
import io.customer360.events.CustomerEvent.CustomerDeactivated;
import io.customer360.events.CustomerEvent.CustomerNameCorrected;
import io.customer360.events.CustomerEvent.CustomerReactivated;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.CustomerEvent.CustomerRelated;
import io.customer360.events.CustomerEvent.CustomerUnrelated;
import io.customer360.events.CustomerEvent.EmailAdded;
import io.customer360.events.CustomerEvent.EmailCorrected;
import io.customer360.events.CustomerEvent.EmailRemoved;
import io.customer360.events.CustomerEvent.OwnerAssigned;
import io.customer360.events.CustomerEvent.PhoneAdded;
import io.customer360.events.CustomerEvent.PhoneCorrected;
import io.customer360.events.CustomerEvent.PhoneRemoved;
import io.customer360.events.CustomerEvent.ProspectConverted;
import io.customer360.events.CustomerFact;
import io.customer360.events.InteractionEvent;
import io.customer360.events.PurchaseEvent;
import io.customer360.events.PurchaseEvent.GoodsReturned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchaseCancelled;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.ServiceCaseEvent;
import io.customer360.events.ServiceCaseEvent.ServiceCaseAssigned;
import io.customer360.events.ServiceCaseEvent.ServiceCaseClosed;
import io.customer360.events.ServiceCaseEvent.ServiceCaseOpened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRatingCorrected;
import io.customer360.events.ServiceCaseEvent.ServiceCaseReopened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResolved;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResponded;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.CustomerBounds;
import io.customer360.events.customer.CustomerStage;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.profile.ServiceCases.OpenCase;
import io.customer360.query.text.Shortened;
import io.customer360.query.timeline.TimelineEntry;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which facts become a {@link Profile}: for the live view, for a rebuild, and for the view as it stood.
 *
 * <p>A customer's facts come in the order of the ledger, which is the order in which they were recorded. What they
 * count for depends on when they happened, not on that order.
 */
public final class ProfileFold {

    private static final int LONGEST_SUBJECT = 80;

    private ProfileFold() {}

    /**
     * The profile after one more fact. Depends on nothing but its arguments.
     *
     * @param before null before the registration, which has to be the first fact of all
     */
    public static Profile fold(@Nullable Profile before, CustomerFact fact, FactContext context) {
        ProfileDraft draft = before == null ? registered(fact) : new ProfileDraft(before);
        switch (fact) {
            case CustomerEvent event -> {
                customer(draft, event);
                draft.version = context.aggregateVersion();
            }
            case InteractionEvent event -> {
                switch (event) {
                    case ContactEvent contact -> contact(draft, contact);
                    case PurchaseEvent purchase -> purchase(draft, purchase);
                    case ServiceCaseEvent serviceCase -> serviceCase(draft, serviceCase);
                }
                draft.recentEntries = RecentEntry.with(draft.recentEntries, TimelineEntry.of(event, context));
            }
        }
        draft.position = Math.max(draft.position, context.position());
        return draft.profile();
    }

    private static ProfileDraft registered(CustomerFact fact) {
        if (fact instanceof CustomerRegistered registration) {
            return new ProfileDraft(registration);
        }
        throw new IllegalStateException("%s of customer %s comes before the customer's registration"
                .formatted(fact.getClass().getSimpleName(), fact.customerId()));
    }

    private static void customer(ProfileDraft draft, CustomerEvent event) {
        switch (event) {
            case CustomerRegistered _ -> {
                // The draft began with it.
            }
            case CustomerNameCorrected corrected -> draft.name = corrected.name();
            case EmailAdded added -> draft.emails = Capped.with(draft.emails, added.email());
            case EmailCorrected corrected ->
                draft.emails = Capped.replaced(draft.emails, corrected.previousEmail()::equals, corrected.email());
            case EmailRemoved removed -> draft.emails = Capped.without(draft.emails, removed.email()::equals);
            case PhoneAdded added -> draft.phones = Capped.with(draft.phones, added.phone());
            case PhoneCorrected corrected ->
                draft.phones = Capped.replaced(draft.phones, corrected.previousPhone()::equals, corrected.phone());
            case PhoneRemoved removed -> draft.phones = Capped.without(draft.phones, removed.phone()::equals);
            case AddressAdded added -> draft.addresses = Capped.with(draft.addresses, added.address());
            case AddressCorrected corrected ->
                draft.addresses =
                        Capped.replaced(draft.addresses, sameAddress(corrected.address()), corrected.address());
            case AddressRemoved removed ->
                draft.addresses = Capped.without(draft.addresses, sameAddress(removed.address()));
            case ContactPersonAdded added ->
                draft.contactPersons =
                        Capped.with(draft.contactPersons, added.person(), CustomerBounds.MOST_CONTACT_PERSONS);
            case ContactPersonCorrected corrected ->
                draft.contactPersons =
                        Capped.replaced(draft.contactPersons, samePerson(corrected.person()), corrected.person());
            case ContactPersonRemoved removed ->
                draft.contactPersons = Capped.without(draft.contactPersons, samePerson(removed.person()));
            case CategoryAssigned assigned ->
                draft.categories = Capped.with(draft.categories, assigned.category(), assigned.value());
            case CategoryRemoved removed -> draft.categories = Capped.without(draft.categories, removed.category());
            case OwnerAssigned assigned -> draft.owner = assigned.owner();
            case CustomerRelated related -> draft.relations = Capped.with(draft.relations, related.relation());
            case CustomerUnrelated unrelated ->
                draft.relations = Capped.without(draft.relations, unrelated.relation()::equals);
            case ProspectConverted converted -> {
                draft.stage = CustomerStage.CUSTOMER;
                draft.convertedAt = converted.occurredAt();
            }
            case CustomerDeactivated _ -> draft.active = false;
            case CustomerReactivated _ -> draft.active = true;
        }
    }

    private static Predicate<Address> sameAddress(Address address) {
        return other -> other.addressId().equals(address.addressId());
    }

    private static Predicate<ContactPerson> samePerson(ContactPerson person) {
        return other -> other.contactPersonId().equals(person.contactPersonId());
    }

    private static void contact(ProfileDraft draft, ContactEvent event) {
        switch (event) {
            case ContactRecorded recorded ->
                addContact(draft, recorded.contactId(), recorded.occurredAt(), recorded.details());
            case ContactCorrected corrected -> {
                takeBackContact(
                        draft, corrected.contactId(), corrected.previousContactedAt(), corrected.previousDetails());
                addContact(draft, corrected.contactId(), corrected.contactedAt(), corrected.details());
            }
            case ContactRetracted retracted ->
                takeBackContact(draft, retracted.contactId(), retracted.contactedAt(), retracted.details());
        }
    }

    private static void addContact(ProfileDraft draft, ContactId id, Instant contactedAt, ContactDetails details) {
        draft.contacts = draft.contacts.plus(id, contactedAt, details);
        draft.months = Month.withInteractions(draft.months, contactedAt, 1);
        draft.countChannel(details.channel(), 1);
        draft.touches = draft.touches.plus(contactedAt);
    }

    private static void takeBackContact(ProfileDraft draft, ContactId id, Instant contactedAt, ContactDetails details) {
        draft.contacts = draft.contacts.minus(id, contactedAt, details);
        draft.months = Month.withInteractions(draft.months, contactedAt, -1);
        draft.countChannel(details.channel(), -1);
        draft.touches = draft.touches.minus(contactedAt);
    }

    private static void purchase(ProfileDraft draft, PurchaseEvent event) {
        Purchases purchases = draft.purchases;
        switch (event) {
            case PurchasePlaced placed -> {
                Instant purchasedAt = placed.occurredAt();
                draft.purchases = purchases.placed(purchasedAt, placed.total(), CostedAmount.of(placed.lines()));
                draft.months = Month.withInteractions(draft.months, purchasedAt, 1);
                draft.months = Month.withRevenue(draft.months, purchasedAt, placed.total(), 1);
            }
            case PaymentReceived payment -> draft.purchases = purchases.paid(payment.amount());
            // What comes back was never earned: it is taken from the month of the purchase.
            case GoodsReturned returned -> {
                draft.purchases = purchases.returned(returned.amount(), CostedAmount.ofReturned(returned.lines()));
                draft.months = Month.withRevenue(draft.months, returned.purchasedAt(), returned.amount(), -1);
            }
            case PurchaseCancelled cancelled -> {
                Instant purchasedAt = cancelled.purchasedAt();
                draft.purchases = purchases.cancelled(
                        purchasedAt, cancelled.amount(), CostedAmount.ofReturned(cancelled.lines()));
                draft.months = Month.withRevenue(draft.months, purchasedAt, cancelled.amount(), -1);
            }
        }
        draft.touches = draft.touches.plus(event.occurredAt());
    }

    private static void serviceCase(ProfileDraft draft, ServiceCaseEvent event) {
        ServiceCases cases = draft.serviceCases;
        switch (event) {
            case ServiceCaseOpened opened -> {
                draft.serviceCases = cases.opened(new OpenCase(
                        opened.serviceCaseId(),
                        opened.type(),
                        opened.priority(),
                        Shortened.to(LONGEST_SUBJECT, opened.subject()),
                        opened.occurredAt(),
                        opened.dueAt(),
                        null));
                draft.months = Month.withInteractions(draft.months, opened.occurredAt(), 1);
                draft.countChannel(opened.channel(), 1);
                draft.touches = draft.touches.plus(opened.occurredAt());
            }
            case ServiceCaseAssigned assigned ->
                draft.serviceCases = cases.assigned(assigned.serviceCaseId(), assigned.assignee());
            case ServiceCaseResponded responded -> {
                if (responded.channel() != null) {
                    draft.countChannel(responded.channel(), 1);
                }
                draft.touches = draft.touches.plus(responded.occurredAt());
            }
            case ServiceCaseResolved resolved -> {
                boolean inTime = !resolved.occurredAt().isAfter(resolved.dueAt());
                draft.serviceCases = cases.resolved(resolved.serviceCaseId(), inTime);
                draft.touches = draft.touches.plus(resolved.occurredAt());
            }
            case ServiceCaseReopened reopened -> {
                draft.serviceCases = cases.reopened(new OpenCase(
                        reopened.serviceCaseId(),
                        reopened.type(),
                        reopened.priority(),
                        Shortened.to(LONGEST_SUBJECT, reopened.subject()),
                        reopened.openedAt(),
                        reopened.dueAt(),
                        reopened.assignee()));
                draft.touches = draft.touches.plus(reopened.occurredAt());
            }
            case ServiceCaseClosed closed -> {
                if (!closed.resolved()) {
                    draft.serviceCases = cases.givenUp(closed.serviceCaseId());
                }
            }
            case ServiceCaseRated rated -> {
                draft.ratings = draft.ratings.plus(rated.serviceCaseId(), rated.occurredAt(), rated.rating());
                draft.touches = draft.touches.plus(rated.occurredAt());
            }
            case ServiceCaseRatingCorrected corrected ->
                draft.ratings = draft.ratings.corrected(
                        corrected.serviceCaseId(), corrected.ratedAt(), corrected.previousRating(), corrected.rating());
        }
    }
}
