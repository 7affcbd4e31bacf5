package io.customer360.command.contact;

import io.customer360.events.contact.ContactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A contact that never took place, or not with this customer, is taken back. */
public record RetractContact(
        ContactId contactId,
        Instant occurredAt,
        String reason,
        @Nullable Long expectedVersion) implements ContactCommand {}
