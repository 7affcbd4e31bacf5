package io.customer360.events;

import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The life of one contact between the company and a customer. */
public sealed interface ContactEvent extends InteractionEvent {

    ContactId contactId();

    @Revision("1")
    record ContactRecorded(
            ContactId contactId,
            CustomerId customerId,
            Instant occurredAt,
            ContactDetails details,
            @Nullable ExternalReference externalReference)
            implements ContactEvent {}

    /**
     * {@code contactedAt} and {@code previousContactedAt} say when the contact itself took place, now and as was said
     * before.
     */
    @Revision("1")
    record ContactCorrected(
            ContactId contactId,
            CustomerId customerId,
            Instant occurredAt,
            Instant previousContactedAt,
            ContactDetails previousDetails,
            Instant contactedAt,
            ContactDetails details)
            implements ContactEvent {}

    /** The contact never took place, or was recorded for the wrong customer. */
    @Revision("1")
    record ContactRetracted(
            ContactId contactId,
            CustomerId customerId,
            Instant occurredAt,
            Instant contactedAt,
            ContactDetails details,
            String reason)
            implements ContactEvent {}
}
