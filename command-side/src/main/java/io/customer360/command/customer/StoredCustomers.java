package io.customer360.command.customer;

import io.customer360.events.customer.CustomerId;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Looks whether the event store has events of a customer, without loading and so without locking it. */
@Component
class StoredCustomers implements Customers {

    private final EventStore eventStore;

    StoredCustomers(EventStore eventStore) {
        this.eventStore = eventStore;
    }

    @Override
    public boolean include(CustomerId customerId) {
        DomainEventStream events = eventStore.readEvents(customerId.toString());
        return events.hasNext() && Customer.TYPE.equals(events.peek().getType());
    }
}
