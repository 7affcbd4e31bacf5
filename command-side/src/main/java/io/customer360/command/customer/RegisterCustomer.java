package io.customer360.command.customer;

import io.customer360.command.platform.Claiming;
import io.customer360.command.platform.Claims;
import io.customer360.command.platform.ContactPoint;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer becomes known.
 *
 * @param contactPoints the e-mails and phones, in comparable form
 * @param allowDuplicate whether the customer is meant even if another one has the same e-mail or phone
 */
public record RegisterCustomer(
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
        @Nullable ExternalReference externalReference,
        List<ContactPoint> contactPoints,
        boolean allowDuplicate)
        implements CustomerCommand, Claiming {

    public RegisterCustomer {
        emails = emails.stream().map(ContactPoint::lowerCased).distinct().toList();
        phones = List.copyOf(phones);
        addresses = List.copyOf(addresses);
        categories = CategoryName.keys(categories);
        contactPoints = List.copyOf(contactPoints);
    }

    @Override
    public Claims claims() {
        return Claims.reachableAt(contactPoints, allowDuplicate).and(Customer.TYPE, externalReference);
    }
}
