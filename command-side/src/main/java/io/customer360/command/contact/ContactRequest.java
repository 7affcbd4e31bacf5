package io.customer360.command.contact;

import io.customer360.command.platform.ExternalReferenceRequest;
import io.customer360.command.platform.validation.Foreseeable;
import io.customer360.command.platform.validation.Line;
import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A contact to record; it took place now, where nothing else is said. */
@Schema(description = "A contact to record; it took place now, where nothing else is said.", example = """
    {"channel":"CALL","direction":"INBOUND","subject":"Delivery date","text":"Asks when the pump will come.",
     "occurredAt":"2026-03-31T09:30:00Z","contactPerson":"Li Lei","staffMember":"Ann Smith","followUpOn":"2026-04-07"}\
    """)
record ContactRequest(
        @NotNull Channel channel,
        @NotNull Direction direction,
        @NotNull @Line String subject,
        @Prose @Nullable String text,
        @Occurred @Nullable Instant occurredAt,
        @Line @Nullable String contactPerson,
        @Line @Nullable String staffMember,
        @Foreseeable @Nullable LocalDate followUpOn,
        @Valid @Nullable ExternalReferenceRequest externalReference) {

    RecordContact by(CustomerId customerId, Instant now) {
        return new RecordContact(
                customerId,
                new ContactId(UUID.randomUUID()),
                Objects.requireNonNullElse(occurredAt, now),
                new ContactDetails(channel, direction, subject, text, contactPerson, staffMember, followUpOn),
                ExternalReferenceRequest.referenceOrNull(externalReference));
    }
}
