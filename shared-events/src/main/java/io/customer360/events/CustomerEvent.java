package io.customer360.events;

import io.customer360.events.customer.Address;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.customer.Relation;
import io.customer360.events.purchase.PurchaseId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What becomes known about a customer as such: who it is, how to reach it, how it is classified. */
public sealed interface CustomerEvent extends CustomerFact {

    @Revision("1")
    record CustomerRegistered(
            CustomerId customerId,
            Instant occurredAt,
            CustomerKind kind,
            String name,
            CustomerStage stage,
            List<String> emails,
            List<String> phones,
            List<Address> addresses,
            Map<String, String> categories,
            @Nullable String owner,
            @Nullable ExternalReference externalReference)
            implements CustomerEvent {
        public CustomerRegistered {
            emails = List.copyOf(emails);
            phones = List.copyOf(phones);
            addresses = List.copyOf(addresses);
            // Sorted, because what is derived from a fact has to come out the same every time.
            categories = Collections.unmodifiableMap(new TreeMap<>(categories));
        }
    }

    @Revision("1")
    record CustomerNameCorrected(CustomerId customerId, Instant occurredAt, String previousName, String name)
            implements CustomerEvent {}

    @Revision("1")
    record EmailAdded(CustomerId customerId, Instant occurredAt, String email) implements CustomerEvent {}

    @Revision("1")
    record EmailCorrected(CustomerId customerId, Instant occurredAt, String previousEmail, String email)
            implements CustomerEvent {}

    @Revision("1")
    record EmailRemoved(CustomerId customerId, Instant occurredAt, String email) implements CustomerEvent {}

    @Revision("1")
    record PhoneAdded(CustomerId customerId, Instant occurredAt, String phone) implements CustomerEvent {}

    @Revision("1")
    record PhoneCorrected(CustomerId customerId, Instant occurredAt, String previousPhone, String phone)
            implements CustomerEvent {}

    @Revision("1")
    record PhoneRemoved(CustomerId customerId, Instant occurredAt, String phone) implements CustomerEvent {}

    @Revision("1")
    record AddressAdded(CustomerId customerId, Instant occurredAt, Address address) implements CustomerEvent {}

    @Revision("1")
    record AddressCorrected(CustomerId customerId, Instant occurredAt, Address previousAddress, Address address)
            implements CustomerEvent {}

    @Revision("1")
    record AddressRemoved(CustomerId customerId, Instant occurredAt, Address address) implements CustomerEvent {}

    @Revision("1")
    record ContactPersonAdded(CustomerId customerId, Instant occurredAt, ContactPerson person)
            implements CustomerEvent {}

    @Revision("1")
    record ContactPersonCorrected(
            CustomerId customerId, Instant occurredAt, ContactPerson previousPerson, ContactPerson person)
            implements CustomerEvent {}

    @Revision("1")
    record ContactPersonRemoved(CustomerId customerId, Instant occurredAt, ContactPerson person)
            implements CustomerEvent {}

    @Revision("1")
    record CategoryAssigned(
            CustomerId customerId,
            Instant occurredAt,
            String category,
            @Nullable String previousValue,
            String value) implements CustomerEvent {}

    @Revision("1")
    record CategoryRemoved(CustomerId customerId, Instant occurredAt, String category, String previousValue)
            implements CustomerEvent {}

    @Revision("1")
    record OwnerAssigned(
            CustomerId customerId,
            Instant occurredAt,
            @Nullable String previousOwner,
            String owner) implements CustomerEvent {}

    @Revision("1")
    record CustomerRelated(CustomerId customerId, Instant occurredAt, Relation relation) implements CustomerEvent {}

    @Revision("1")
    record CustomerUnrelated(CustomerId customerId, Instant occurredAt, Relation relation) implements CustomerEvent {}

    /** A prospect became a customer: by the named purchase, or, where none is named, by somebody's decision. */
    @Revision("1")
    record ProspectConverted(
            CustomerId customerId,
            Instant occurredAt,
            @Nullable PurchaseId purchaseId) implements CustomerEvent {}

    @Revision("1")
    record CustomerDeactivated(CustomerId customerId, Instant occurredAt, String reason) implements CustomerEvent {}

    @Revision("1")
    record CustomerReactivated(CustomerId customerId, Instant occurredAt, String reason) implements CustomerEvent {}
}
