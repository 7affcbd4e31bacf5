package io.customer360.command.contact;

import io.customer360.command.platform.Command;
import io.customer360.events.contact.ContactId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.jspecify.annotations.Nullable;

/** An order about a contact that was recorded before. */
public sealed interface ContactCommand extends Command permits CorrectContact, RetractContact {

    @TargetAggregateIdentifier
    ContactId contactId();

    @Override
    @TargetAggregateVersion
    @Nullable
    Long expectedVersion();

    @Override
    default String aggregateId() {
        return contactId().toString();
    }
}
