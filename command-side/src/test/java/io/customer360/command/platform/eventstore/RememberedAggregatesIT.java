package io.customer360.command.platform.eventstore;

import static io.customer360.command.customer.Registrations.NOON;
import static io.customer360.command.customer.Registrations.registration;
import static io.customer360.command.customer.Registrations.withReference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customer360.command.CommandSideTest;
import io.customer360.command.contact.RecordContact;
import io.customer360.command.customer.Customer;
import io.customer360.command.customer.CustomerChange.AssignOwner;
import io.customer360.command.customer.CustomerChange.CorrectCustomerName;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.CommandBatch;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.IdempotencyKey;
import io.customer360.command.platform.Origin;
import io.customer360.command.platform.Outcome;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import io.customer360.command.platform.WriteRequest;
import io.customer360.events.CustomerEvent;
import io.customer360.events.CustomerEvent.CustomerDeactivated;
import io.customer360.events.CustomerEvent.OwnerAssigned;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What this node remembers of aggregates makes it faster, and never decides anything that is no longer so. */
@CommandSideTest
class RememberedAggregatesIT {

    private static final Origin ANYBODY = Origin.UNKNOWN;

    @Autowired
    private CommandSender commands;

    @Autowired
    private CommandBatch batch;

    @Autowired
    private EventStore eventStore;

    @Autowired
    private JdbcClient jdbc;

    private final RegisterCustomer registration = registration();
    private final CustomerId customer = registration.customerId();

    @BeforeEach
    void haveDealtWithTheCustomerBefore() {
        commands.send(registration, ANYBODY);
    }

    @Test
    void refusesWhatAnotherNodeHasMadeImpossible() {
        storedByAnotherNode(1, new CustomerDeactivated(customer, NOON, "Closed down"));

        RecordContact contact = contact();
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> commands.send(contact, ANYBODY));

        assertThat(rejected.rejection()).isEqualTo(Rejection.CUSTOMER_DEACTIVATED);
        assertThat(events(contact)).isZero();
    }

    @Test
    void changesWhatAnotherNodeHasChangedBefore() {
        storedByAnotherNode(1, new OwnerAssigned(customer, NOON, null, "韩梅梅"));

        assertThat(commands.send(new CorrectCustomerName(customer, NOON, "Hunan Machinery", null), ANYBODY)
                        .version())
                .isEqualTo(2);
    }

    @Test
    void knowsThatThereIsNothingToDoOnlyFromWhatIsStored() {
        commands.send(new AssignOwner(customer, NOON, "韩梅梅", null), ANYBODY);
        storedByAnotherNode(2, new OwnerAssigned(customer, NOON, "韩梅梅", "李雷"));

        Outcome outcome = commands.send(new AssignOwner(customer, NOON, "韩梅梅", null), ANYBODY);

        assertThat(outcome.version()).isEqualTo(3);
        assertThat(outcome.eventId()).isNotNull();
    }

    @Test
    void storesNothingOfABatchThatRestsOnAnOutdatedCustomer() {
        storedByAnotherNode(1, new CustomerDeactivated(customer, NOON, "Closed down"));
        RecordContact contact = contact();
        RegisterCustomer other = registration();

        ConcurrencyException overtaken =
                catchThrowableOfType(ConcurrencyException.class, () -> batch.execute(List.of(other, contact), ANYBODY));

        assertThat(overtaken).hasMessageContaining(customer.toString());
        assertThat(events(contact) + events(other)).isZero();
        // As an import does then, one by one.
        assertThat(catchThrowableOfType(Rejected.class, () -> commands.send(contact, ANYBODY))
                        .rejection())
                .isEqualTo(Rejection.CUSTOMER_DEACTIVATED);
        assertThat(commands.send(other, ANYBODY).created()).isTrue();
    }

    @Test
    void forgetsWhatWasRefused() {
        commands.send(contact(), ANYBODY);
        catchThrowableOfType(
                Rejected.class, () -> commands.send(new CorrectCustomerName(customer, NOON, "B", 7L), ANYBODY));

        assertThat(commands.send(contact(), ANYBODY).created()).isTrue();
        assertThat(commands.send(new CorrectCustomerName(customer, NOON, "B", null), ANYBODY)
                        .version())
                .isEqualTo(1);
    }

    @Test
    void storesACommandAndAllThatItReservesInOneTransaction() {
        String unique = UUID.randomUUID().toString();
        RegisterCustomer known = withReference(unique);

        commands.send(known, new WriteRequest(ANYBODY, null, new IdempotencyKey(unique, "fingerprint")));

        assertThat(jdbc.sql("""
            SELECT xmin::text FROM command.idempotent_request WHERE key = :unique
            UNION SELECT xmin::text FROM command.external_reference WHERE reference = :unique
            UNION SELECT xmin::text FROM command.domain_event_entry WHERE aggregate_identifier = :id\
            """)
                        .param("unique", unique)
                        .param("id", known.aggregateId())
                        .query(String.class)
                        .list())
                .hasSize(1);
    }

    private void storedByAnotherNode(long sequenceNumber, CustomerEvent event) {
        eventStore.publish(new GenericDomainEventMessage<>(Customer.TYPE, customer.toString(), sequenceNumber, event));
    }

    private RecordContact contact() {
        return new RecordContact(
                customer,
                new ContactId(UUID.randomUUID()),
                NOON,
                new ContactDetails(Channel.CALL, Direction.INBOUND, "Price list", null, null, null, null),
                null);
    }

    private long events(Command command) {
        return jdbc.sql("SELECT count(*) FROM command.domain_event_entry WHERE aggregate_identifier = ?")
                .param(command.aggregateId())
                .query(Long.class)
                .single();
    }
}
