package io.customer360.command;

import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.Origin;
import io.customer360.events.CustomerFact;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test of what is done over HTTP with a customer, who is new to each test. */
@CommandSideTest
public abstract class WithAProspect {

    @LocalServerPort
    private int port;

    @Autowired
    private CommandSender commands;

    @Autowired
    protected EventStore eventStore;

    protected Http http;
    protected String customer;

    @BeforeEach
    void registerAProspect() {
        http = new Http(port);
        customer = prospect();
    }

    /** Registers one more. */
    protected final String prospect() {
        return commands.send(StoredEvents.prospect(), Origin.UNKNOWN).id();
    }

    /** All events of one aggregate, oldest first, as they are stored. */
    protected final List<CustomerFact> events(String aggregateId) {
        return StoredEvents.of(eventStore, aggregateId);
    }
}
