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
import io.customer360.command.purchase.OrderedLine;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.events.CustomerEvent;
import io.customer360.events.CustomerEvent.CustomerDeactivated;
import io.customer360.events.CustomerEvent.OwnerAssigned;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.PurchaseId;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private MeterRegistry meters;

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
    void decidesInABatchByWhatIsStored() {
        storedByAnotherNode(1, new CustomerDeactivated(customer, NOON, "Closed down"));
        RecordContact contact = contact();
        RegisterCustomer other = registration();

        Rejected rejected = catchThrowableOfType(Rejected.class, () -> batch.execute(List.of(other, contact), ANYBODY));

        assertThat(rejected.rejection()).isEqualTo(Rejection.CUSTOMER_DEACTIVATED);
        assertThat(events(contact) + events(other)).isZero();
        assertThat(commands.send(other, ANYBODY).created()).isTrue();
    }

    @Test
    void remembersNothingOfABatchWhoseTransactionComesToNothing() {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            assertThat(batch.execute(List.of(new AssignOwner(customer, NOON, "韩梅梅", null)), ANYBODY))
                    .extracting(Outcome::version)
                    .containsExactly(1L);
            transaction.setRollbackOnly();
        });

        assertThat(commands.send(new AssignOwner(customer, NOON, "韩梅梅", null), ANYBODY)
                        .version())
                .isEqualTo(1);
        assertThat(events(registration)).isEqualTo(2);
    }

    @Test
    void storesNothingAfterWhatIsNoLongerStored() {
        commands.send(new AssignOwner(customer, NOON, "韩梅梅", null), ANYBODY);
        jdbc.sql("DELETE FROM command.domain_event_entry WHERE aggregate_identifier = ? AND sequence_number = 1")
                .param(customer.toString())
                .update();

        commands.send(contact(), ANYBODY);
        assertThat(commands.send(new AssignOwner(customer, NOON, "李雷", null), ANYBODY)
                        .version())
                .isEqualTo(1);
    }

    @Test
    void handlesWhatNothingIsInTheWayOfOnce() {
        double before = repeated();

        commands.send(contact(), ANYBODY);
        commands.send(new AssignOwner(customer, NOON, "韩梅梅", null), ANYBODY);
        assertThat(repeated()).isEqualTo(before);

        commands.send(new AssignOwner(customer, NOON, "韩梅梅", null), ANYBODY);
        assertThat(repeated()).isEqualTo(before + 1);
    }

    @Test
    void forgetsWhatCouldNotBeStored() {
        PlacePurchase purchase = purchase();
        commands.send(purchase, ANYBODY);

        // The prospect has become a customer by the first. The second is the first once more, under another id.
        assertThat(commands.send(again(purchase), ANYBODY).id()).isEqualTo(purchase.aggregateId());
        assertThat(commands.send(new CorrectCustomerName(customer, NOON, "B", null), ANYBODY)
                        .version())
                .isEqualTo(2);
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

    private PlacePurchase purchase() {
        return new PlacePurchase(
                customer,
                new PurchaseId(UUID.randomUUID()),
                NOON,
                "SO-1",
                Currency.getInstance("CNY"),
                List.of(new OrderedLine("Ball valve", null, BigDecimal.ONE, BigDecimal.TEN, null, null)),
                new ExternalReference("erp", UUID.randomUUID().toString()));
    }

    private static PlacePurchase again(PlacePurchase purchase) {
        return new PlacePurchase(
                purchase.customerId(),
                new PurchaseId(UUID.randomUUID()),
                NOON,
                "SO-1",
                purchase.currency(),
                purchase.lines(),
                purchase.externalReference());
    }

    private double repeated() {
        return meters.get("customer360.commands.repeated").counter().count();
    }

    private long events(Command command) {
        return jdbc.sql("SELECT count(*) FROM command.domain_event_entry WHERE aggregate_identifier = ?")
                .param(command.aggregateId())
                .query(Long.class)
                .single();
    }
}
