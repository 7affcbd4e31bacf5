package io.customer360.command.customer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.customer360.command.contact.Contact;
import io.customer360.command.contact.RecordContact;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.command.purchase.Purchase;
import io.customer360.command.purchase.Purchases;
import io.customer360.command.service.OpenServiceCase;
import io.customer360.command.service.ResolutionTargets;
import io.customer360.command.service.ServiceCase;
import io.customer360.events.CustomerEvent;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.CustomerEvent.ProspectConverted;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerStage;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A person or organisation that the company deals with, or wants to. */
@Aggregate(type = Customer.TYPE, filterEventsByType = true)
public class Customer {

    /** The aggregate's type in the event store, and the kind of its external references. */
    public static final String TYPE = "Customer";

    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init")
    private CustomerId id;

    @SuppressWarnings("NullAway.Init")
    private CustomerStage stage;

    private boolean deactivated;

    @SuppressWarnings("NullAway.Init") // filled by the first event
    protected Customer() {}

    @CommandHandler
    Customer(RegisterCustomer command) {
        apply(new CustomerRegistered(
                command.customerId(),
                command.occurredAt(),
                command.kind(),
                command.name(),
                command.stage(),
                command.emails(),
                command.phones(),
                command.addresses(),
                command.categories(),
                command.owner(),
                command.externalReference()));
    }

    // What belongs to a customer is created through it, so that nothing comes to be for one that is missing or
    // deactivated.

    @CommandHandler
    void handle(RecordContact command) throws Exception {
        refuseIfDeactivated();
        Contact.record(command);
    }

    @CommandHandler
    void handle(PlacePurchase command) throws Exception {
        refuseIfDeactivated();
        Purchase.place(command);
        if (stage == CustomerStage.PROSPECT) {
            apply(new ProspectConverted(id, command.occurredAt(), command.purchaseId()));
        }
    }

    @CommandHandler
    void handle(OpenServiceCase command, ResolutionTargets targets, Purchases purchases) throws Exception {
        refuseIfDeactivated();
        ServiceCase.open(command, targets, purchases);
    }

    void refuseIfDeactivated() {
        if (deactivated) {
            throw new Rejected(
                    Rejection.CUSTOMER_DEACTIVATED,
                    "The customer %s is deactivated. Reactivate it first, by POST to its /reactivation.".formatted(id));
        }
    }

    @EventSourcingHandler
    void on(CustomerEvent event) {
        id = event.customerId();
        switch (event) {
            case CustomerRegistered registered -> stage = registered.stage();
            case ProspectConverted conversion -> stage = CustomerStage.CUSTOMER;
            default -> {}
        }
    }
}
