package io.customer360.command.customer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import io.customer360.events.CustomerEvent;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.customer.CustomerId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A person or organisation that the company deals with, or wants to. */
@Aggregate(type = Customer.TYPE)
public class Customer {

    /** The aggregate's type in the event store, and the kind of its external references. */
    public static final String TYPE = "Customer";

    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init")
    private CustomerId id;

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

    // What belongs to a customer is created through it by handlers such as
    //   @CommandHandler void handle(RecordContact command) throws Exception {
    //       refuseIfDeactivated();
    //       createNew(Contact.class, () -> new Contact(command));
    //   }
    // so that nothing comes to be for a customer that is missing or deactivated.

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
    }
}
