package io.customer360.command.contact;

import static io.customer360.command.platform.Rejection.CONTACT_RETRACTED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import io.customer360.command.platform.Rejected;
import io.customer360.events.ContactEvent;
import io.customer360.events.ContactEvent.ContactCorrected;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.ContactEvent.ContactRetracted;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.customer.CustomerId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A contact between the company and a customer: a call, a visit, a letter. */
@Aggregate(type = Contact.TYPE)
public class Contact {

    /** The aggregate's type in the event store, and the kind of its external references. */
    public static final String TYPE = "Contact";

    @AggregateIdentifier
    private ContactId contactId;

    private CustomerId customerId;
    private Instant contactedAt;
    private ContactDetails details;
    private boolean retracted;

    /** For Axon, which sets the state by the events that follow. */
    @SuppressWarnings("NullAway.Init")
    Contact() {}

    @SuppressWarnings("NullAway.Init")
    private Contact(ContactRecorded recorded) {
        apply(recorded);
    }

    /** Begins the life of a contact, from within the customer who was in contact. */
    public static void record(RecordContact command) throws Exception {
        ContactRecorded recorded = new ContactRecorded(
                command.contactId(),
                command.customerId(),
                command.occurredAt(),
                command.details(),
                command.externalReference());
        createNew(Contact.class, () -> new Contact(recorded));
    }

    @CommandHandler
    void handle(CorrectContact command) {
        if (retracted) {
            throw new Rejected(
                    CONTACT_RETRACTED,
                    "This contact was retracted and can't be corrected. Record it anew if it did take place.");
        }
        Instant rightMoment = Objects.requireNonNullElse(command.contactedAt(), contactedAt);
        if (rightMoment.equals(contactedAt) && command.details().equals(details)) {
            return;
        }
        apply(new ContactCorrected(
                contactId, customerId, command.occurredAt(), contactedAt, details, rightMoment, command.details()));
    }

    @CommandHandler
    void handle(RetractContact command) {
        if (retracted) {
            return;
        }
        apply(new ContactRetracted(
                contactId, customerId, command.occurredAt(), contactedAt, details, command.reason()));
    }

    @EventSourcingHandler
    void on(ContactEvent event) {
        switch (event) {
            case ContactRecorded recorded -> {
                contactId = recorded.contactId();
                customerId = recorded.customerId();
                contactedAt = recorded.occurredAt();
                details = recorded.details();
            }
            case ContactCorrected correction -> {
                contactedAt = correction.contactedAt();
                details = correction.details();
            }
            case ContactRetracted retraction -> retracted = true;
        }
    }
}
