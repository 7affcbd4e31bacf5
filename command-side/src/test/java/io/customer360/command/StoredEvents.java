package io.customer360.command;

import io.customer360.command.customer.RegisterCustomer;
import io.customer360.events.CustomerFact;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What tests need around the write side: somebody to write about, and what has been stored. */
public final class StoredEvents {

    private StoredEvents() {}

    /** All events of one aggregate, oldest first, read back from the store. */
    public static List<CustomerFact> of(EventStore eventStore, String aggregateId) {
        return eventStore
                .readEvents(aggregateId)
                .asStream()
                .<CustomerFact>map(event -> (CustomerFact) event.getPayload())
                .toList();
    }

    public static RegisterCustomer prospect() {
        return new RegisterCustomer(
                new CustomerId(UUID.randomUUID()),
                Instant.parse("2020-01-01T00:00:00Z"),
                CustomerKind.ORGANISATION,
                "Tea House",
                CustomerStage.PROSPECT,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                null,
                List.of(),
                false);
    }
}
