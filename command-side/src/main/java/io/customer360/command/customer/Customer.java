package io.customer360.command.customer;

import static io.customer360.command.platform.Rejection.ADDRESS_NOT_FOUND;
import static io.customer360.command.platform.Rejection.CONTACT_PERSONS_ONLY_FOR_ORGANISATIONS;
import static io.customer360.command.platform.Rejection.CONTACT_PERSON_NOT_FOUND;
import static io.customer360.command.platform.Rejection.CUSTOMER_DEACTIVATED;
import static io.customer360.command.platform.Rejection.EMAIL_NOT_FOUND;
import static io.customer360.command.platform.Rejection.PHONE_NOT_FOUND;
import static io.customer360.command.platform.Rejection.RELATED_CUSTOMER_NOT_FOUND;
import static io.customer360.command.platform.Rejection.RELATED_TO_ITSELF;
import static io.customer360.command.platform.Rejection.TOO_MANY;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.customer360.command.contact.Contact;
import io.customer360.command.contact.RecordContact;
import io.customer360.command.customer.CustomerChange.AddAddress;
import io.customer360.command.customer.CustomerChange.AddContactPerson;
import io.customer360.command.customer.CustomerChange.AddEmail;
import io.customer360.command.customer.CustomerChange.AddPhone;
import io.customer360.command.customer.CustomerChange.AssignOwner;
import io.customer360.command.customer.CustomerChange.ClassifyCustomer;
import io.customer360.command.customer.CustomerChange.ConvertProspect;
import io.customer360.command.customer.CustomerChange.CorrectAddress;
import io.customer360.command.customer.CustomerChange.CorrectContactPerson;
import io.customer360.command.customer.CustomerChange.CorrectCustomerName;
import io.customer360.command.customer.CustomerChange.CorrectEmail;
import io.customer360.command.customer.CustomerChange.CorrectPhone;
import io.customer360.command.customer.CustomerChange.DeactivateCustomer;
import io.customer360.command.customer.CustomerChange.ReactivateCustomer;
import io.customer360.command.customer.CustomerChange.RelateCustomer;
import io.customer360.command.customer.CustomerChange.RemoveAddress;
import io.customer360.command.customer.CustomerChange.RemoveContactPerson;
import io.customer360.command.customer.CustomerChange.RemoveEmail;
import io.customer360.command.customer.CustomerChange.RemovePhone;
import io.customer360.command.customer.CustomerChange.UnrelateCustomer;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.command.platform.Rejected;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.command.purchase.Purchase;
import io.customer360.command.purchase.Purchases;
import io.customer360.command.service.OpenServiceCase;
import io.customer360.command.service.ResolutionTargets;
import io.customer360.command.service.ServiceCase;
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
import io.customer360.events.customer.Address;
import io.customer360.events.customer.AddressId;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.ContactPersonId;
import io.customer360.events.customer.CustomerBounds;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A person or organisation that the company deals with, or wants to. */
@Aggregate(type = Customer.TYPE)
public class Customer {

    /** The aggregate's type in the event store, and the kind of its external references. */
    public static final String TYPE = "Customer";

    @AggregateIdentifier
    private CustomerId id;

    private CustomerKind kind;
    private CustomerStage stage;
    private String name;
    private @Nullable String owner;
    private boolean deactivated;
    private final Set<String> emails = new LinkedHashSet<>();
    private final List<String> phones = new ArrayList<>();
    private final Map<AddressId, Address> addresses = new LinkedHashMap<>();
    private final Map<ContactPersonId, ContactPerson> contactPersons = new LinkedHashMap<>();
    private final Map<String, String> categories = new TreeMap<>();
    private final Set<Relation> relations = new LinkedHashSet<>();

    /** For Axon, which sets the state by the events that follow. */
    @SuppressWarnings("NullAway.Init")
    protected Customer() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Customer(RegisterCustomer command, PhoneNumbers numbers) {
        List<String> phonesOnce = numbers.distinct(command.phones());
        refuseTooMany("e-mails", command.emails(), CustomerBounds.MOST_DETAILS);
        refuseTooMany("phones", phonesOnce, CustomerBounds.MOST_DETAILS);
        refuseTooMany("addresses", command.addresses(), CustomerBounds.MOST_DETAILS);
        refuseTooMany("categories", command.categories().keySet(), CustomerBounds.MOST_DETAILS);
        apply(new CustomerRegistered(
                command.customerId(),
                command.occurredAt(),
                command.kind(),
                command.name(),
                command.stage(),
                command.emails(),
                phonesOnce,
                command.addresses(),
                command.categories(),
                command.owner(),
                command.externalReference()));
    }

    @CommandHandler
    void handle(CorrectCustomerName command) {
        refuseIfDeactivated();
        if (!command.name().equals(name)) {
            apply(new CustomerNameCorrected(id, command.occurredAt(), name, command.name()));
        }
    }

    @CommandHandler
    void handle(AddEmail command) {
        refuseIfDeactivated();
        if (!emails.contains(command.email())) {
            refuseOneMore("e-mails", emails, CustomerBounds.MOST_DETAILS);
            apply(new EmailAdded(id, command.occurredAt(), command.email()));
        }
    }

    @CommandHandler
    void handle(CorrectEmail command) {
        refuseIfDeactivated();
        boolean hasPrevious = emails.contains(command.previousEmail());
        boolean hasRight = emails.contains(command.email());
        if (!hasPrevious && !hasRight) {
            throw new Rejected(
                    EMAIL_NOT_FOUND,
                    "The customer has no e-mail %s that could be corrected. Add %s instead."
                            .formatted(command.previousEmail(), command.email()));
        }
        if (hasPrevious && !hasRight) {
            apply(new EmailCorrected(id, command.occurredAt(), command.previousEmail(), command.email()));
        } else if (hasPrevious && !command.previousEmail().equals(command.email())) {
            apply(new EmailRemoved(id, command.occurredAt(), command.previousEmail()));
        }
    }

    @CommandHandler
    void handle(RemoveEmail command) {
        refuseIfDeactivated();
        if (emails.contains(command.email())) {
            apply(new EmailRemoved(id, command.occurredAt(), command.email()));
        }
    }

    @CommandHandler
    void handle(AddPhone command, PhoneNumbers numbers) {
        refuseIfDeactivated();
        if (known(command.phone(), numbers).isEmpty()) {
            refuseOneMore("phones", phones, CustomerBounds.MOST_DETAILS);
            apply(new PhoneAdded(id, command.occurredAt(), command.phone()));
        }
    }

    @CommandHandler
    void handle(CorrectPhone command, PhoneNumbers numbers) {
        refuseIfDeactivated();
        Optional<String> previous = known(command.previousPhone(), numbers);
        Optional<String> right = known(command.phone(), numbers);
        if (previous.isEmpty() && right.isEmpty()) {
            throw new Rejected(
                    PHONE_NOT_FOUND,
                    "The customer has no phone %s that could be corrected. Add %s instead."
                            .formatted(command.previousPhone(), command.phone()));
        }
        // The same number may be there in another spelling; that is corrected, too.
        if (previous.isPresent() && (right.isEmpty() || right.equals(previous))) {
            if (!previous.get().equals(command.phone())) {
                apply(new PhoneCorrected(id, command.occurredAt(), previous.get(), command.phone()));
            }
        } else if (previous.isPresent()) {
            apply(new PhoneRemoved(id, command.occurredAt(), previous.get()));
        }
    }

    @CommandHandler
    void handle(RemovePhone command, PhoneNumbers numbers) {
        refuseIfDeactivated();
        known(command.phone(), numbers).ifPresent(phone -> apply(new PhoneRemoved(id, command.occurredAt(), phone)));
    }

    private Optional<String> known(String phone, PhoneNumbers numbers) {
        return phones.stream().filter(known -> numbers.same(known, phone)).findFirst();
    }

    @CommandHandler
    void handle(AddAddress command) {
        refuseIfDeactivated();
        if (!addresses.containsKey(command.address().addressId())) {
            refuseOneMore("addresses", addresses.keySet(), CustomerBounds.MOST_DETAILS);
            apply(new AddressAdded(id, command.occurredAt(), command.address()));
        }
    }

    @CommandHandler
    void handle(CorrectAddress command) {
        refuseIfDeactivated();
        Address previous = addresses.get(command.address().addressId());
        if (previous == null) {
            throw new Rejected(
                    ADDRESS_NOT_FOUND,
                    "The customer has no address %s. Add it instead, or read the customer again for the ids of its addresses."
                            .formatted(command.address().addressId()));
        }
        if (!previous.equals(command.address())) {
            apply(new AddressCorrected(id, command.occurredAt(), previous, command.address()));
        }
    }

    @CommandHandler
    void handle(RemoveAddress command) {
        refuseIfDeactivated();
        Address address = addresses.get(command.addressId());
        if (address != null) {
            apply(new AddressRemoved(id, command.occurredAt(), address));
        }
    }

    @CommandHandler
    void handle(AddContactPerson command) {
        refuseIfDeactivated();
        if (kind != CustomerKind.ORGANISATION) {
            throw new Rejected(
                    CONTACT_PERSONS_ONLY_FOR_ORGANISATIONS,
                    "The customer is an individual; only organisations have contact persons. Register the other person"
                            + " as a customer and relate the two.");
        }
        if (!contactPersons.containsKey(command.person().contactPersonId())) {
            refuseOneMore("contact persons", contactPersons.keySet(), CustomerBounds.MOST_CONTACT_PERSONS);
            apply(new ContactPersonAdded(id, command.occurredAt(), command.person()));
        }
    }

    @CommandHandler
    void handle(CorrectContactPerson command) {
        refuseIfDeactivated();
        ContactPerson previous = contactPersons.get(command.person().contactPersonId());
        if (previous == null) {
            throw new Rejected(
                    CONTACT_PERSON_NOT_FOUND,
                    "The customer has no contact person %s. Add the person instead, or read the customer again for the ids of its contact persons."
                            .formatted(command.person().contactPersonId()));
        }
        if (!previous.equals(command.person())) {
            apply(new ContactPersonCorrected(id, command.occurredAt(), previous, command.person()));
        }
    }

    @CommandHandler
    void handle(RemoveContactPerson command) {
        refuseIfDeactivated();
        ContactPerson person = contactPersons.get(command.contactPersonId());
        if (person != null) {
            apply(new ContactPersonRemoved(id, command.occurredAt(), person));
        }
    }

    @CommandHandler
    void handle(ClassifyCustomer command) {
        refuseIfDeactivated();
        Set<String> all = new LinkedHashSet<>(categories.keySet());
        all.addAll(command.assigned().keySet());
        all.removeAll(command.removed());
        refuseTooMany("categories", all, CustomerBounds.MOST_DETAILS);
        command.assigned().forEach((category, value) -> {
            String previous = categories.get(category);
            if (!value.equals(previous)) {
                apply(new CategoryAssigned(id, command.occurredAt(), category, previous, value));
            }
        });
        command.removed().stream().sorted().forEach(category -> {
            String previous = categories.get(category);
            if (previous != null) {
                apply(new CategoryRemoved(id, command.occurredAt(), category, previous));
            }
        });
    }

    @CommandHandler
    void handle(AssignOwner command) {
        refuseIfDeactivated();
        if (!command.owner().equals(owner)) {
            apply(new OwnerAssigned(id, command.occurredAt(), owner, command.owner()));
        }
    }

    @CommandHandler
    void handle(RelateCustomer command, Customers customers) {
        refuseIfDeactivated();
        CustomerId related = command.relation().relatedCustomerId();
        if (related.equals(id)) {
            throw new Rejected(RELATED_TO_ITSELF, "A customer can't be related to itself. Name another one.");
        }
        if (relations.contains(command.relation())) {
            return;
        }
        if (!customers.include(related)) {
            throw new Rejected(
                    RELATED_CUSTOMER_NOT_FOUND,
                    "There is no customer %s to relate to. Check the id, or register that one first."
                            .formatted(related));
        }
        refuseOneMore("relations", relations, CustomerBounds.MOST_DETAILS);
        apply(new CustomerRelated(id, command.occurredAt(), command.relation()));
    }

    @CommandHandler
    void handle(UnrelateCustomer command) {
        refuseIfDeactivated();
        if (relations.contains(command.relation())) {
            apply(new CustomerUnrelated(id, command.occurredAt(), command.relation()));
        }
    }

    @CommandHandler
    void handle(ConvertProspect command) {
        refuseIfDeactivated();
        if (stage == CustomerStage.PROSPECT) {
            apply(new ProspectConverted(id, command.occurredAt(), null));
        }
    }

    @CommandHandler
    void handle(DeactivateCustomer command) {
        if (!deactivated) {
            apply(new CustomerDeactivated(id, command.occurredAt(), command.reason()));
        }
    }

    @CommandHandler
    void handle(ReactivateCustomer command) {
        if (deactivated) {
            apply(new CustomerReactivated(id, command.occurredAt(), command.reason()));
        }
    }

    // What belongs to a customer is created through it, so that nothing comes to be for one that is missing or
    // deactivated.

    @CommandHandler
    void handle(RecordContact command) throws Exception {
        refuseIfDeactivated();
        Contact.record(command);
    }

    @CommandHandler
    void handle(PlacePurchase command) throws Exception {
        refuseIfDeactivated();
        // Before the purchase, so that the last event, which the answer's token stands for, is the purchase's. What is
        // refused rolls both back.
        if (stage == CustomerStage.PROSPECT) {
            apply(new ProspectConverted(id, command.occurredAt(), command.purchaseId()));
        }
        Purchase.place(command);
    }

    @CommandHandler
    void handle(OpenServiceCase command, ResolutionTargets targets, Purchases purchases) throws Exception {
        refuseIfDeactivated();
        ServiceCase.open(command, targets, purchases);
    }

    private void refuseIfDeactivated() {
        if (deactivated) {
            throw new Rejected(
                    CUSTOMER_DEACTIVATED,
                    "The customer %s is deactivated. Reactivate it first, by POST to its /reactivation.".formatted(id));
        }
    }

    private static void refuseOneMore(String what, Collection<?> present, int most) {
        if (present.size() >= most) {
            throw tooMany(what, most);
        }
    }

    private static void refuseTooMany(String what, Collection<?> all, int most) {
        if (all.size() > most) {
            throw tooMany(what, most);
        }
    }

    private static Rejected tooMany(String what, int most) {
        return new Rejected(
                TOO_MANY, "A customer has at most %d %s. Remove what is out of use first.".formatted(most, what));
    }

    @EventSourcingHandler
    void on(CustomerEvent event) {
        switch (event) {
            case CustomerRegistered registered -> register(registered);
            case CustomerNameCorrected corrected -> name = corrected.name();
            case EmailAdded added -> emails.add(added.email());
            case EmailCorrected corrected -> {
                emails.remove(corrected.previousEmail());
                emails.add(corrected.email());
            }
            case EmailRemoved removed -> emails.remove(removed.email());
            case PhoneAdded added -> phones.add(added.phone());
            case PhoneCorrected corrected -> {
                phones.remove(corrected.previousPhone());
                phones.add(corrected.phone());
            }
            case PhoneRemoved removed -> phones.remove(removed.phone());
            case AddressAdded added -> addresses.put(added.address().addressId(), added.address());
            case AddressCorrected corrected -> addresses.put(corrected.address().addressId(), corrected.address());
            case AddressRemoved removed -> addresses.remove(removed.address().addressId());
            case ContactPersonAdded added -> contactPersons.put(added.person().contactPersonId(), added.person());
            case ContactPersonCorrected corrected ->
                contactPersons.put(corrected.person().contactPersonId(), corrected.person());
            case ContactPersonRemoved removed ->
                contactPersons.remove(removed.person().contactPersonId());
            case CategoryAssigned assigned -> categories.put(assigned.category(), assigned.value());
            case CategoryRemoved removed -> categories.remove(removed.category());
            case OwnerAssigned assigned -> owner = assigned.owner();
            case CustomerRelated related -> relations.add(related.relation());
            case CustomerUnrelated unrelated -> relations.remove(unrelated.relation());
            case ProspectConverted converted -> stage = CustomerStage.CUSTOMER;
            case CustomerDeactivated deactivation -> deactivated = true;
            case CustomerReactivated reactivation -> deactivated = false;
        }
    }

    private void register(CustomerRegistered registered) {
        id = registered.customerId();
        kind = registered.kind();
        stage = registered.stage();
        name = registered.name();
        owner = registered.owner();
        emails.addAll(registered.emails());
        phones.addAll(registered.phones());
        registered.addresses().forEach(address -> addresses.put(address.addressId(), address));
        categories.putAll(registered.categories());
    }
}
