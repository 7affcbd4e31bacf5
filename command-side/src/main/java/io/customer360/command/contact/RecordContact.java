package io.customer360.command.contact;

import io.customer360.command.platform.Claiming;
import io.customer360.command.platform.Claims;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The company and a customer were in contact. */
public record RecordContact(
        @TargetAggregateIdentifier CustomerId customerId,
        ContactId contactId,
        Instant occurredAt,
        ContactDetails details,
        @Nullable ExternalReference externalReference)
        implements Claiming {

    @Override
    public String aggregateId() {
        return contactId.toString();
    }

    @Override
    public Claims claims() {
        return Claims.reference(Contact.TYPE, externalReference);
    }
}
