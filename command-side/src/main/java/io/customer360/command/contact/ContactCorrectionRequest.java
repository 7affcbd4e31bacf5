package io.customer360.command.contact;

import io.customer360.command.platform.validation.Foreseeable;
import io.customer360.command.platform.validation.Line;
import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contact as it was in truth, whole: what is left out is taken away.
 *
 * @param occurredAt when the contact took place; the only thing that stays as it was if it is left out
 */
@Schema(description = "A contact as it was in truth, whole: what is left out is taken away.", example = """
    {"channel":"CALL","direction":"INBOUND","subject":"Delivery date","text":"Asks when both pumps will come."}\
    """)
record ContactCorrectionRequest(
        @NotNull Channel channel,
        @NotNull Direction direction,
        @NotNull @Line String subject,
        @Prose @Nullable String text,
        @Occurred @Nullable Instant occurredAt,
        @Line @Nullable String contactPerson,
        @Line @Nullable String staffMember,
        @Foreseeable @Nullable LocalDate followUpOn) {

    CorrectContact of(ContactId contactId, Instant now, @Nullable Long expectedVersion) {
        return new CorrectContact(
                contactId,
                now,
                occurredAt,
                new ContactDetails(channel, direction, subject, text, contactPerson, staffMember, followUpOn),
                expectedVersion);
    }
}
