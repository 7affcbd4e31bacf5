package io.customer360.command.contact;

import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded about a contact is replaced by what is right.
 *
 * @param occurredAt when the mistake was corrected
 * @param contactedAt when the contact took place; as recorded before, where nothing is given
 */
public record CorrectContact(
        ContactId contactId,
        Instant occurredAt,
        @Nullable Instant contactedAt,
        ContactDetails details,
        @Nullable Long expectedVersion)
        implements ContactCommand {}
