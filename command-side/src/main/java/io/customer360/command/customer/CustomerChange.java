package io.customer360.command.customer;

import io.customer360.command.platform.Claiming;
import io.customer360.command.platform.Claims;
import io.customer360.command.platform.ContactPoint;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.AddressId;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.ContactPersonId;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.Relation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.jspecify.annotations.Nullable;

/** An order to change what is known about a customer. Repeating one that has been carried out changes nothing. */
public sealed interface CustomerChange extends CustomerCommand {

    Instant occurredAt();

    @Override
    @TargetAggregateVersion
    @Nullable
    Long expectedVersion();

    record CorrectCustomerName(
            CustomerId customerId,
            Instant occurredAt,
            String name,
            @Nullable Long expectedVersion) implements CustomerChange {}

    record AddEmail(
            CustomerId customerId,
            Instant occurredAt,
            String email,
            boolean allowDuplicate,
            @Nullable Long expectedVersion)
            implements CustomerChange, Claiming {
        public AddEmail {
            email = ContactPoint.lowerCased(email);
        }

        @Override
        public Claims claims() {
            return Claims.reachableAt(List.of(ContactPoint.email(email)), allowDuplicate);
        }
    }

    record CorrectEmail(
            CustomerId customerId,
            Instant occurredAt,
            String previousEmail,
            String email,
            boolean allowDuplicate,
            @Nullable Long expectedVersion)
            implements CustomerChange, Claiming {
        public CorrectEmail {
            previousEmail = ContactPoint.lowerCased(previousEmail);
            email = ContactPoint.lowerCased(email);
        }

        @Override
        public Claims claims() {
            return Claims.reachableAt(List.of(ContactPoint.email(email)), allowDuplicate)
                    .andReleased(ContactPoint.email(previousEmail));
        }
    }

    record RemoveEmail(
            CustomerId customerId,
            Instant occurredAt,
            String email,
            @Nullable Long expectedVersion) implements CustomerChange, Claiming {
        public RemoveEmail {
            email = ContactPoint.lowerCased(email);
        }

        @Override
        public Claims claims() {
            return Claims.released(ContactPoint.email(email));
        }
    }

    /**
     * Adds a phone.
     *
     * @param contactPoint the phone in comparable form
     */
    record AddPhone(
            CustomerId customerId,
            Instant occurredAt,
            String phone,
            ContactPoint contactPoint,
            boolean allowDuplicate,
            @Nullable Long expectedVersion)
            implements CustomerChange, Claiming {
        @Override
        public Claims claims() {
            return Claims.reachableAt(List.of(contactPoint), allowDuplicate);
        }
    }

    /**
     * Puts the right phone in the place of a wrong one.
     *
     * @param previousContactPoint the previous phone in comparable form
     * @param contactPoint the right one in comparable form
     */
    record CorrectPhone(
            CustomerId customerId,
            Instant occurredAt,
            String previousPhone,
            ContactPoint previousContactPoint,
            String phone,
            ContactPoint contactPoint,
            boolean allowDuplicate,
            @Nullable Long expectedVersion)
            implements CustomerChange, Claiming {
        @Override
        public Claims claims() {
            return Claims.reachableAt(List.of(contactPoint), allowDuplicate).andReleased(previousContactPoint);
        }
    }

    /**
     * Removes a phone.
     *
     * @param contactPoint the phone in comparable form
     */
    record RemovePhone(
            CustomerId customerId,
            Instant occurredAt,
            String phone,
            ContactPoint contactPoint,
            @Nullable Long expectedVersion)
            implements CustomerChange, Claiming {
        @Override
        public Claims claims() {
            return Claims.released(contactPoint);
        }
    }

    record AddAddress(
            CustomerId customerId,
            Instant occurredAt,
            Address address,
            @Nullable Long expectedVersion) implements CustomerChange {}

    record CorrectAddress(
            CustomerId customerId,
            Instant occurredAt,
            Address address,
            @Nullable Long expectedVersion) implements CustomerChange {}

    record RemoveAddress(
            CustomerId customerId,
            Instant occurredAt,
            AddressId addressId,
            @Nullable Long expectedVersion) implements CustomerChange {}

    record AddContactPerson(
            CustomerId customerId,
            Instant occurredAt,
            ContactPerson person,
            @Nullable Long expectedVersion) implements CustomerChange {}

    record CorrectContactPerson(
            CustomerId customerId,
            Instant occurredAt,
            ContactPerson person,
            @Nullable Long expectedVersion) implements CustomerChange {}

    record RemoveContactPerson(
            CustomerId customerId,
            Instant occurredAt,
            ContactPersonId contactPersonId,
            @Nullable Long expectedVersion) implements CustomerChange {}

    /** Puts a customer into some categories and takes it out of others; those not named stay as they are. */
    record ClassifyCustomer(
            CustomerId customerId,
            Instant occurredAt,
            Map<String, String> assigned,
            Set<String> removed,
            @Nullable Long expectedVersion)
            implements CustomerChange {
        public ClassifyCustomer {
            assigned = CategoryName.keys(assigned);
            removed = removed.stream().map(CategoryName::of).collect(Collectors.toUnmodifiableSet());
        }
    }

    record AssignOwner(
            CustomerId customerId,
            Instant occurredAt,
            String owner,
            @Nullable Long expectedVersion) implements CustomerChange {}

    record RelateCustomer(
            CustomerId customerId,
            Instant occurredAt,
            Relation relation,
            @Nullable Long expectedVersion) implements CustomerChange {}

    record UnrelateCustomer(
            CustomerId customerId,
            Instant occurredAt,
            Relation relation,
            @Nullable Long expectedVersion) implements CustomerChange {}

    /** Somebody decides that a prospect is to be treated as a customer. */
    record ConvertProspect(
            CustomerId customerId,
            Instant occurredAt,
            @Nullable Long expectedVersion) implements CustomerChange {}

    record DeactivateCustomer(
            CustomerId customerId,
            Instant occurredAt,
            String reason,
            @Nullable Long expectedVersion) implements CustomerChange {}

    record ReactivateCustomer(
            CustomerId customerId,
            Instant occurredAt,
            String reason,
            @Nullable Long expectedVersion) implements CustomerChange {}
}
