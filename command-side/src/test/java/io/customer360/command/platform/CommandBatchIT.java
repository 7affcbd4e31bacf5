package io.customer360.command.platform;

import static io.customer360.command.customer.Registrations.NOON;
import static io.customer360.command.customer.Registrations.registration;
import static io.customer360.command.customer.Registrations.withEmail;
import static io.customer360.command.customer.Registrations.withReference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customer360.command.AtOnce;
import io.customer360.command.CommandSideTest;
import io.customer360.command.contact.RecordContact;
import io.customer360.command.customer.CustomerChange.AssignOwner;
import io.customer360.command.customer.CustomerChange.CorrectCustomerName;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.customer.Registrations;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CommandSideTest
class CommandBatchIT {

    @Autowired
    private CommandBatch batch;

    @Autowired
    private CommandSender commands;

    @Autowired
    private JdbcClient jdbc;

    private final String unique = UUID.randomUUID().toString();

    @Test
    void storesAllOfABatchInOneTransaction() {
        List<RegisterCustomer> registrations =
                IntStream.range(0, 100).mapToObj(number -> registration()).toList();

        List<Outcome> outcomes = batch.execute(registrations, new Origin("import", null, "crm"));

        assertThat(outcomes).extracting(Outcome::created).containsOnly(true);
        assertThat(transactionsOf(registrations.stream()
                        .map(RegisterCustomer::aggregateId)
                        .toList()))
                .isEqualTo(1);
    }

    @Test
    void letsLaterCommandsSeeWhatEarlierOnesDid() {
        RegisterCustomer customer = registration();
        ContactId contact = new ContactId(UUID.randomUUID());

        List<Outcome> outcomes = batch.execute(
                List.of(
                        customer,
                        contact(customer.customerId(), contact),
                        new AssignOwner(customer.customerId(), NOON, "韩梅梅", null),
                        new AssignOwner(customer.customerId(), NOON, "韩梅梅", null)),
                Origin.UNKNOWN);

        assertThat(outcomes).extracting(Outcome::version).containsExactly(0L, 0L, 1L, 1L);
        assertThat(outcomes).extracting(Outcome::created).containsExactly(true, true, false, false);
        assertThat(outcomes.getLast().eventId()).isNull();
        assertThat(commands.send(
                                new CorrectCustomerName(customer.customerId(), NOON, "Hunan Machinery", 1L),
                                Origin.UNKNOWN)
                        .version())
                .isEqualTo(2);
    }

    @Test
    void knowsAReferenceThatTheSameBatchHasBroughtBefore() {
        List<Outcome> outcomes = batch.execute(List.of(withReference(unique), withReference(unique)), Origin.UNKNOWN);

        assertThat(outcomes).extracting(Outcome::created).containsExactly(true, false);
        assertThat(outcomes)
                .extracting(Outcome::id)
                .containsOnly(outcomes.getFirst().id());
    }

    @Test
    void createsEachOnceWhereBatchesBringTheSameReferencesAtOnce() throws Exception {
        List<String> references =
                IntStream.range(0, 50).mapToObj(number -> unique + "-" + number).toList();

        List<List<Outcome>> outcomes = AtOnce.inThreads(
                4,
                thread -> () -> batch.execute(
                        (thread % 2 == 0 ? references : references.reversed())
                                .stream().map(Registrations::withReference).toList(),
                        Origin.UNKNOWN));

        assertThat(outcomes.stream().flatMap(List::stream).filter(Outcome::created))
                .hasSize(50);
        assertThat(outcomes.stream().flatMap(List::stream).map(Outcome::id).distinct())
                .hasSize(50);
    }

    @Test
    void leavesNothingOfABatchBehindInWhichOneIsRefused() {
        RegisterCustomer good = withReference(unique);
        RegisterCustomer reachable = withEmail(unique + "@example.com");
        CustomerId missing = new CustomerId(UUID.randomUUID());

        Rejected rejected = catchThrowableOfType(
                Rejected.class,
                () -> batch.execute(
                        List.of(good, reachable, new AssignOwner(missing, NOON, "韩梅梅", null)), Origin.UNKNOWN));

        assertThat(rejected.rejection()).isEqualTo(Rejection.CUSTOMER_NOT_FOUND);
        assertThat(events(Stream.of(good, reachable)
                        .map(RegisterCustomer::aggregateId)
                        .toList()))
                .isZero();
        assertThat(commands.send(good, Origin.UNKNOWN).created()).isTrue();
        assertThat(commands.send(reachable, Origin.UNKNOWN).created()).isTrue();
    }

    @Test
    void leavesNothingOfABatchBehindThatRepeatsAnEmail() {
        RegisterCustomer first = withEmail(unique + "@example.com");

        Rejected rejected = catchThrowableOfType(
                Rejected.class,
                () -> batch.execute(List.of(first, withEmail(unique + "@example.com")), Origin.UNKNOWN));

        assertThat(rejected.rejection()).isEqualTo(Rejection.LIKELY_DUPLICATE);
        assertThat(events(List.of(first.aggregateId()))).isZero();
    }

    private static RecordContact contact(CustomerId customer, ContactId contact) {
        return new RecordContact(
                customer,
                contact,
                NOON,
                new ContactDetails(Channel.CALL, Direction.INBOUND, "Price list", null, null, null, null),
                null);
    }

    private long transactionsOf(List<String> aggregateIds) {
        return jdbc.sql("SELECT count(DISTINCT xid) FROM command.domain_event_entry WHERE aggregate_identifier IN"
                        + " (:ids)")
                .param("ids", aggregateIds)
                .query(Long.class)
                .single();
    }

    private long events(List<String> aggregateIds) {
        return jdbc.sql("SELECT count(*) FROM command.domain_event_entry WHERE aggregate_identifier IN (:ids)")
                .param("ids", aggregateIds)
                .query(Long.class)
                .single();
    }
}
