package io.customer360.command.importing;

import io.customer360.command.contact.Contact;
import io.customer360.command.contact.RecordContact;
import io.customer360.command.customer.Customer;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.importing.mapping.RowRecords;
import io.customer360.command.importing.mapping.RowRecords.ContactRecord;
import io.customer360.command.importing.mapping.RowRecords.CustomerProfile;
import io.customer360.command.importing.mapping.RowRecords.CustomerRecord;
import io.customer360.command.importing.mapping.RowRecords.PurchaseRecord;
import io.customer360.command.importing.mapping.RowRecords.RatingRecord;
import io.customer360.command.importing.mapping.RowRecords.Reference;
import io.customer360.command.importing.mapping.RowRecords.ResolutionRecord;
import io.customer360.command.importing.mapping.RowRecords.ResponseRecord;
import io.customer360.command.importing.mapping.RowRecords.ServiceCaseRecord;
import io.customer360.command.importing.mapping.UnusableRow;
import io.customer360.command.platform.Claims.ClaimedReference;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.ContactPoint;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.command.purchase.OrderedLine;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.command.purchase.Purchase;
import io.customer360.command.service.OpenServiceCase;
import io.customer360.command.service.RateServiceCase;
import io.customer360.command.service.ResolveServiceCase;
import io.customer360.command.service.RespondToServiceCase;
import io.customer360.command.service.ServiceCase;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.AddressId;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.ServiceCaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a row says into commands, leaving out what is there already. It remembers what the commands of one batch
 * will have created, so that a later row finds the customer of an earlier one.
 */
final class RowPlanner {

    private final Map<ClaimedReference, String> ids;
    private final PhoneNumbers phoneNumbers;
    private final Instant submittedAt;
    private final boolean allOrNothing;

    /**
     * @param ids by reference, what is there already; will be added to
     * @param submittedAt since when a customer is known whose row doesn't tell
     * @param allOrNothing whether a row that is there is there as a whole. Where it may not be, what follows on a
     *     service case is sent again; a repeated one changes nothing
     */
    RowPlanner(
            Map<ClaimedReference, String> ids, PhoneNumbers phoneNumbers, Instant submittedAt, boolean allOrNothing) {
        this.ids = ids;
        this.phoneNumbers = phoneNumbers;
        this.submittedAt = submittedAt;
        this.allOrNothing = allOrNothing;
    }

    /** The references of a row's records, to be looked up before it is planned. */
    static Stream<ClaimedReference> references(RowRecords records) {
        return Stream.of(
                        Stream.of(reference(Customer.TYPE, records.customer().reference())),
                        records.contacts().stream().map(contact -> reference(Contact.TYPE, contact.reference())),
                        records.purchases().stream().map(purchase -> reference(Purchase.TYPE, purchase.reference())),
                        records.serviceCases().stream()
                                .map(serviceCase -> reference(ServiceCase.TYPE, serviceCase.reference())))
                .flatMap(references -> references);
    }

    /** @throws UnusableRow if the row belongs to a customer that isn't there, and doesn't say who it is */
    RowPlan plan(RowRecords records) {
        List<Command> commands = new ArrayList<>();
        boolean newCustomer = isNew(Customer.TYPE, records.customer().reference());
        CustomerId customer = customer(records, commands);
        int contacts = 0;
        for (ContactRecord contact : records.contacts()) {
            contacts += contact(customer, contact, commands);
        }
        int purchases = 0;
        for (PurchaseRecord purchase : records.purchases()) {
            purchases += purchase(customer, purchase, commands);
        }
        int serviceCases = 0;
        for (ServiceCaseRecord serviceCase : records.serviceCases()) {
            serviceCases += serviceCase(customer, serviceCase, records, commands);
        }
        boolean createsNothing = !newCustomer && contacts + purchases + serviceCases == 0;
        return new RowPlan(
                commands,
                createsNothing
                        ? Tally.ROW_ALREADY_THERE
                        : Tally.imported(newCustomer ? 1 : 0, contacts, purchases, serviceCases));
    }

    private CustomerId customer(RowRecords records, List<Command> commands) {
        CustomerRecord customer = records.customer();
        String known = ids.get(reference(Customer.TYPE, customer.reference()));
        if (known != null) {
            return CustomerId.of(known);
        }
        CustomerProfile profile = customer.profile();
        if (profile == null) {
            throw new UnusableRow(
                    "customer",
                    "There is no customer '%s' of %s, and the row doesn't say who it is. Import the customers first."
                            .formatted(
                                    customer.reference().id(),
                                    customer.reference().source()));
        }
        CustomerId id = new CustomerId(created(Customer.TYPE, customer.reference()));
        commands.add(new RegisterCustomer(
                id,
                since(profile, records),
                profile.kind(),
                profile.name(),
                profile.stage(),
                profile.emails(),
                profile.phones(),
                profile.addresses().stream()
                        .map(address -> new Address(
                                new AddressId(UUID.randomUUID()),
                                address.label(),
                                address.street(),
                                address.city(),
                                address.region(),
                                address.postalCode(),
                                address.country() == null
                                        ? null
                                        : address.country().toUpperCase(Locale.ROOT)))
                        .toList(),
                profile.categories(),
                profile.owner(),
                customer.reference().toExternalReference(),
                contactPoints(profile),
                profile.allowDuplicate()));
        return id;
    }

    /** A customer is known since it says so, or since the first thing that happened with it. */
    private Instant since(CustomerProfile profile, RowRecords records) {
        if (profile.occurredAt() != null) {
            return profile.occurredAt();
        }
        return Stream.of(
                        records.contacts().stream().map(ContactRecord::occurredAt),
                        records.purchases().stream().map(PurchaseRecord::occurredAt),
                        records.serviceCases().stream().map(ServiceCaseRecord::occurredAt))
                .flatMap(moments -> moments)
                .min(Instant::compareTo)
                .orElse(submittedAt);
    }

    private List<ContactPoint> contactPoints(CustomerProfile profile) {
        return Stream.concat(
                        profile.emails().stream().map(ContactPoint::email),
                        profile.phones().stream().map(phoneNumbers::contactPoint))
                .distinct()
                .toList();
    }

    private int contact(CustomerId customer, ContactRecord contact, List<Command> commands) {
        if (!isNew(Contact.TYPE, contact.reference())) {
            return 0;
        }
        commands.add(new RecordContact(
                customer,
                new ContactId(created(Contact.TYPE, contact.reference())),
                contact.occurredAt(),
                new ContactDetails(
                        contact.channel(),
                        contact.direction(),
                        contact.subject(),
                        contact.text(),
                        contact.contactPerson(),
                        contact.staffMember(),
                        contact.followUpOn()),
                contact.reference().toExternalReference()));
        return 1;
    }

    private int purchase(CustomerId customer, PurchaseRecord purchase, List<Command> commands) {
        if (!isNew(Purchase.TYPE, purchase.reference())) {
            return 0;
        }
        commands.add(new PlacePurchase(
                customer,
                new PurchaseId(created(Purchase.TYPE, purchase.reference())),
                purchase.occurredAt(),
                purchase.orderNumber(),
                purchase.currency(),
                purchase.lines().stream()
                        .map(line -> new OrderedLine(
                                line.product(),
                                line.description(),
                                line.quantity(),
                                line.unitPrice(),
                                line.amount(),
                                line.unitCost()))
                        .toList(),
                purchase.reference().toExternalReference()));
        return 1;
    }

    private int serviceCase(
            CustomerId customer, ServiceCaseRecord serviceCase, RowRecords records, List<Command> commands) {
        boolean isNew = isNew(ServiceCase.TYPE, serviceCase.reference());
        if (isNew) {
            ServiceCaseId id = new ServiceCaseId(created(ServiceCase.TYPE, serviceCase.reference()));
            commands.add(new OpenServiceCase(
                    customer,
                    id,
                    serviceCase.occurredAt(),
                    serviceCase.type(),
                    serviceCase.channel(),
                    serviceCase.priority(),
                    serviceCase.subject(),
                    serviceCase.text(),
                    serviceCase.product(),
                    serviceCase.aboutPurchase() ? purchaseOfRow(records) : null,
                    serviceCase.reportedBy(),
                    serviceCase.reference().toExternalReference()));
        }
        if (isNew || !allOrNothing) {
            String id = ids.get(reference(ServiceCase.TYPE, serviceCase.reference()));
            if (id != null) {
                follow(ServiceCaseId.of(id), serviceCase, commands);
            }
        }
        return isNew ? 1 : 0;
    }

    private @Nullable PurchaseId purchaseOfRow(RowRecords records) {
        if (records.purchases().isEmpty()) {
            return null;
        }
        String id =
                ids.get(reference(Purchase.TYPE, records.purchases().getFirst().reference()));
        return id == null ? null : PurchaseId.of(id);
    }

    private static void follow(ServiceCaseId id, ServiceCaseRecord serviceCase, List<Command> commands) {
        ResponseRecord response = serviceCase.response();
        if (response != null) {
            commands.add(new RespondToServiceCase(
                    id, response.occurredAt(), response.channel(), response.staffMember(), response.text(), null));
        }
        ResolutionRecord resolution = serviceCase.resolution();
        if (resolution != null) {
            commands.add(new ResolveServiceCase(
                    id, resolution.occurredAt(), resolution.staffMember(), resolution.text(), null));
        }
        RatingRecord rating = serviceCase.rating();
        if (rating != null) {
            commands.add(new RateServiceCase(id, rating.occurredAt(), rating.rating(), rating.comment(), null));
        }
    }

    private boolean isNew(String kind, Reference reference) {
        return !ids.containsKey(reference(kind, reference));
    }

    private UUID created(String kind, Reference reference) {
        UUID id = UUID.randomUUID();
        ids.put(reference(kind, reference), id.toString());
        return id;
    }

    private static ClaimedReference reference(String kind, Reference reference) {
        return new ClaimedReference(kind, reference.toExternalReference());
    }

    /** @param tally what will have come of the row when its commands were handled */
    record RowPlan(List<Command> commands, Tally tally) {}
}
