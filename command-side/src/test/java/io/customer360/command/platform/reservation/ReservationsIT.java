package io.customer360.command.platform.reservation;

import static io.customer360.command.customer.Registrations.NOON;
import static io.customer360.command.customer.Registrations.registration;
import static io.customer360.command.customer.Registrations.withEmail;
import static io.customer360.command.customer.Registrations.withEmailMeant;
import static io.customer360.command.customer.Registrations.withPhone;
import static io.customer360.command.customer.Registrations.withReference;
import static io.customer360.command.platform.Rejection.CONCURRENT_CHANGE;
import static io.customer360.command.platform.Rejection.CUSTOMER_NOT_FOUND;
import static io.customer360.command.platform.Rejection.IDEMPOTENCY_KEY_REUSED;
import static io.customer360.command.platform.Rejection.LIKELY_DUPLICATE;
import static io.customer360.command.platform.Rejection.VERSION_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customer360.command.AtOnce;
import io.customer360.command.CommandSideTest;
import io.customer360.command.customer.CustomerChange.AddEmail;
import io.customer360.command.customer.CustomerChange.AddPhone;
import io.customer360.command.customer.CustomerChange.CorrectCustomerName;
import io.customer360.command.customer.CustomerChange.CorrectEmail;
import io.customer360.command.customer.CustomerChange.RemoveEmail;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.IdempotencyKey;
import io.customer360.command.platform.Origin;
import io.customer360.command.platform.Outcome;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.command.platform.Refusal;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejected.Candidate;
import io.customer360.command.platform.Rejection;
import io.customer360.command.platform.WriteRequest;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.EventMetadata;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.hamcrest.MatcherAssert;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CommandSideTest
class ReservationsIT {

    private static final int THREADS = 16;

    @Autowired
    private CommandSender commands;

    @Autowired
    private PhoneNumbers numbers;

    @Autowired
    private ReservationSweep sweep;

    @Autowired
    private EventStore eventStore;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private IdempotentRequests requests;

    @Autowired
    private TransactionTemplate transactions;

    private final String unique = UUID.randomUUID().toString();
    private final String email = unique + "@example.com";

    @Test
    void createsOneThingForTheSameExternalReferenceAtOnce() throws Exception {
        List<Outcome> outcomes = AtOnce.inThreads(THREADS, thread -> () -> send(withReference(unique)));

        assertThat(outcomes).extracting(Outcome::created).containsOnlyOnce(true);
        assertThat(outcomes)
                .extracting(Outcome::id)
                .containsOnly(outcomes.getFirst().id());
        assertThat(outcomes).extracting(Outcome::version).containsOnly(0L);
    }

    @Test
    void doesTheSameRequestOnceHoweverOftenItComesAtOnce() throws Exception {
        WriteRequest request = under(unique, "fingerprint");

        List<Outcome> outcomes = AtOnce.inThreads(THREADS, thread -> () -> commands.send(registration(), request));

        assertThat(outcomes).containsOnly(outcomes.getFirst());
        assertThat(outcomes.getFirst().created()).isTrue();
        assertThat(events(outcomes.getFirst().id())).isEqualTo(1);
    }

    @Test
    void refusesAnotherRequestUnderTheSameKey() {
        commands.send(registration(), under(unique, "one"));

        refused(() -> commands.send(registration(), under(unique, "other")), IDEMPOTENCY_KEY_REUSED, unique);
    }

    @Test
    void keepsNoKeyOfARefusedRequest() {
        CustomerId missing = new CustomerId(UUID.randomUUID());
        CorrectCustomerName correction = new CorrectCustomerName(missing, NOON, "x", null);
        refused(
                () -> commands.send(correction, under(unique, "one")),
                CUSTOMER_NOT_FOUND,
                "There is no customer " + missing);

        assertThat(commands.send(registration(), under(unique, "other")).created())
                .isTrue();
    }

    @Test
    void refusesACustomerWithTheEmailOfAnotherAndNamesIt() {
        Outcome first = send(withEmail(email));

        Rejected rejected = catchThrowableOfType(Rejected.class, () -> send(withEmail(email.toUpperCase(Locale.ROOT))));

        assertThat(rejected.rejection()).isEqualTo(LIKELY_DUPLICATE);
        assertThat(rejected.candidates()).containsExactly(new Candidate(first.id(), "email", email));
        assertThat(rejected.detail()).contains("allowDuplicate");
    }

    @Test
    void knowsAPhoneInAnotherSpelling() {
        String line = "%08d".formatted(Math.floorMod(unique.hashCode(), 100_000_000));
        Outcome first = send(withPhone("+86 138 " + line));

        Rejected rejected = catchThrowableOfType(Rejected.class, () -> send(withPhone("138" + line)));

        assertThat(rejected.candidates()).containsExactly(new Candidate(first.id(), "phone", "+86138" + line));
        RegisterCustomer other = registration();
        send(other);
        refused(
                () -> send(new AddPhone(
                        other.customerId(),
                        NOON,
                        "0086138" + line,
                        numbers.contactPoint("0086138" + line),
                        false,
                        null)),
                LIKELY_DUPLICATE,
                line);
    }

    @Test
    void letsTheSecondPassThatIsMeantAndRefusesTheThird() {
        send(withEmail(email));
        send(withEmailMeant(email));

        Rejected rejected = catchThrowableOfType(Rejected.class, () -> send(withEmail(email)));

        assertThat(rejected.candidates()).hasSize(2);
    }

    @Test
    void registersOneOfThoseWhoComeWithTheSameEmailAtOnce() throws Exception {
        List<String> results = AtOnce.inThreads(THREADS, thread -> () -> {
            try {
                return String.valueOf(send(withEmail(email)).created());
            } catch (Rejected rejected) {
                return rejected.rejection().name();
            }
        });

        assertThat(results).containsOnlyOnce("true");
        assertThat(results.stream().filter(LIKELY_DUPLICATE.name()::equals)).hasSize(THREADS - 1);
    }

    @Test
    void freesAnEmailThatWasRemovedOrCorrected() {
        RegisterCustomer first = withEmail(email);
        send(first);
        send(new CorrectEmail(first.customerId(), NOON, email, "right-" + email, false, null));

        RegisterCustomer second = withEmail(email);
        assertThat(send(second).created()).isTrue();
        refused(() -> send(withEmail("right-" + email)), LIKELY_DUPLICATE, "right-" + email);

        send(new RemoveEmail(first.customerId(), NOON, "right-" + email, null));
        assertThat(send(withEmail("right-" + email)).created()).isTrue();
    }

    @Test
    void freesNobodyElsesEmail() {
        send(withEmail(email));
        RegisterCustomer other = registration();
        send(other);

        send(new RemoveEmail(other.customerId(), NOON, email, null));

        refused(() -> send(withEmail(email)), LIKELY_DUPLICATE, email);
    }

    @Test
    void refusesAChangeOfAnotherVersionThanTheOneExpected() {
        RegisterCustomer customer = registration();
        send(customer);
        send(new CorrectCustomerName(customer.customerId(), NOON, "Hunan Machinery", 0L));

        refused(
                () -> send(new CorrectCustomerName(customer.customerId(), NOON, "Hubei Machinery", 0L)),
                VERSION_MISMATCH,
                "version 1, not 0");
    }

    @Test
    void forgetsKeysWhenTheyAreOld() {
        commands.send(registration(), under(unique, "one"));
        jdbc.sql("UPDATE command.idempotent_request SET requested_at = now() - interval '3 days' WHERE key = ?")
                .param(unique)
                .update();

        sweep.sweep();

        assertThat(commands.send(registration(), under(unique, "other")).created())
                .isTrue();
    }

    @Test
    void leavesNothingUnconfirmedBehind() {
        send(withReference(unique));
        send(withEmail(email));
        catchThrowableOfType(Rejected.class, () -> send(withEmail(email)));

        assertThat(jdbc.sql("""
            SELECT count(*) FROM command.external_reference WHERE reference = :unique AND NOT confirmed
            UNION ALL SELECT count(*) FROM command.reachable_at WHERE value = :email AND NOT confirmed
            UNION ALL SELECT count(*) - 1 FROM command.reachable_at WHERE value = :email\
            """)
                        .param("unique", unique)
                        .param("email", email)
                        .query(Long.class)
                        .list())
                .containsOnly(0L);
    }

    @Test
    void resolvesReservationsThatACrashHasLeftOpen() {
        Outcome customer = send(registration());
        String neverCreated = UUID.randomUUID().toString();
        String cause = causeOf(customer);
        leaveUnconfirmed("kept-" + unique, customer.id(), cause);
        leaveUnconfirmed("gone-" + unique, neverCreated, UUID.randomUUID().toString());

        sweep.sweep();

        assertThat(send(withReference("kept-" + unique)).id()).isEqualTo(customer.id());
        assertThat(send(withReference("gone-" + unique)).created()).isTrue();
    }

    @Test
    void takesBackWhatALostCommandReservedForACustomerThatExists() {
        Outcome customer = send(registration());
        leaveUnconfirmed(unique, customer.id(), UUID.randomUUID().toString());

        sweep.sweep();

        assertThat(send(withReference(unique)).created()).isTrue();
    }

    @Test
    void resolvesAnOpenReservationAlsoWhenItIsNeeded() {
        leaveUnconfirmed(unique, UUID.randomUUID().toString(), UUID.randomUUID().toString());

        assertThat(send(withReference(unique)).created()).isTrue();
    }

    @Test
    void takesAnEmailThatALostCommandHeldForAnother() {
        leaveUnconfirmedEmail(UUID.randomUUID().toString());

        assertThat(send(withEmail(email)).created()).isTrue();

        refused(() -> send(withEmail(email)), LIKELY_DUPLICATE, email);
    }

    @Test
    void keepsAnEmailThatALostCommandHeldForTheSameCustomer() {
        RegisterCustomer customer = registration();
        send(customer);
        leaveUnconfirmedEmail(customer.aggregateId());

        send(new AddEmail(customer.customerId(), NOON, email, false, null));
        sweep.sweep();

        refused(() -> send(withEmail(email)), LIKELY_DUPLICATE, email);
    }

    @Test
    void tellsWhatCameOfARequestThatWasInterruptedBehindItsEvents() {
        RegisterCustomer customer = registration();
        Outcome registered = send(customer);
        send(new AddEmail(customer.customerId(), NOON, email, false, null));
        leaveInterrupted(customer.aggregateId(), causeOf(registered));

        assertThat(commands.send(registration(), under(unique, "one"))).isEqualTo(registered);
        assertThat(commands.send(registration(), under(unique, "one"))).isEqualTo(registered);
    }

    @Test
    void makesARequestAgainThatWasInterruptedBeforeItsEvents() {
        leaveInterrupted(UUID.randomUUID().toString(), UUID.randomUUID().toString());

        Outcome made = commands.send(registration(), under(unique, "one"));

        assertThat(made.created()).isTrue();
        assertThat(commands.send(registration(), under(unique, "one"))).isEqualTo(made);
    }

    @Test
    void makesAnInterruptedRequestAgainOnlyOnce() throws Exception {
        leaveInterrupted(UUID.randomUUID().toString(), UUID.randomUUID().toString());

        List<Outcome> outcomes =
                AtOnce.inThreads(THREADS, thread -> () -> commands.send(registration(), under(unique, "one")));

        assertThat(outcomes).containsOnly(outcomes.getFirst());
    }

    @Test
    void makesNoOtherRequestUnderTheKeyOfAnInterruptedOne() {
        leaveInterrupted(UUID.randomUUID().toString(), UUID.randomUUID().toString());

        refused(() -> commands.send(registration(), under(unique, "other")), IDEMPOTENCY_KEY_REUSED, unique);
    }

    @Test
    void tellsAtOnceWhatCameOfARequestThatIsStored() {
        RegisterCustomer customer = registration();
        Outcome registered = send(customer);
        leaveInterrupted(customer.aggregateId(), causeOf(registered), "0 s");

        assertThat(commands.send(registration(), under(unique, "one"))).isEqualTo(registered);
    }

    @Test
    void waitsForARequestThatMayStillComeToSomething() {
        leaveInterrupted(UUID.randomUUID().toString(), UUID.randomUUID().toString(), "0 s");

        refused(() -> commands.send(registration(), under(unique, "one")), CONCURRENT_CHANGE, "still under way");
    }

    @Test
    void aFirstTryThatEndsAfterTheSecondChangesNothingOfIt() {
        String late = UUID.randomUUID().toString();
        leaveInterrupted(late, late);
        Outcome made = commands.send(registration(), under(unique, "one"));

        transactions.executeWithoutResult(ended -> {
            Reserver first = new Reserver(late, late);
            IdempotencyKey key = new IdempotencyKey(unique, "one");
            requests.takeBack(key, first);
            requests.complete(key, first, new Outcome(late, 0, late, true));
        });

        assertThat(commands.send(registration(), under(unique, "one"))).isEqualTo(made);
    }

    @Test
    void keepsNoKeyOfARequestThatIsRefusedWhenItIsMadeAgain() {
        leaveInterrupted(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        CustomerId missing = new CustomerId(UUID.randomUUID());
        refused(
                () -> commands.send(new CorrectCustomerName(missing, NOON, "x", null), under(unique, "one")),
                CUSTOMER_NOT_FOUND,
                "There is no customer");

        assertThat(commands.send(registration(), under(unique, "one")).created())
                .isTrue();
    }

    private void leaveInterrupted(String aggregateId, String commandId) {
        leaveInterrupted(aggregateId, commandId, "1 h");
    }

    private void leaveInterrupted(String aggregateId, String commandId, String ago) {
        jdbc.sql("""
            INSERT INTO command.idempotent_request (key, fingerprint, aggregate_id, requested_by, requested_at)
            VALUES (?, 'one', ?, ?, now() - ?::interval)\
            """).params(unique, aggregateId, commandId, ago).update();
    }

    private void leaveUnconfirmed(String reference, String aggregateId, String commandId) {
        jdbc.sql("""
            INSERT INTO command.external_reference
            (kind, source, reference, aggregate_id, reserved_by, confirmed, reserved_at)
            VALUES ('Customer', 'crm', ?, ?, ?, false, now() - interval '1 hour')\
            """).params(reference, aggregateId, commandId).update();
    }

    private void leaveUnconfirmedEmail(String customerId) {
        jdbc.sql("""
            INSERT INTO command.reachable_at
            (kind, value, customer_id, reserved_by, duplicate_meant, confirmed, reserved_at)
            VALUES ('EMAIL', ?, ?, ?, false, false, now() - interval '1 hour')\
            """).params(email, customerId, UUID.randomUUID().toString()).update();
    }

    private String causeOf(Outcome outcome) {
        return String.valueOf(
                eventStore.readEvents(outcome.id()).next().getMetaData().get(EventMetadata.CAUSATION_ID));
    }

    private Outcome send(Command command) {
        return commands.send(command, Origin.UNKNOWN);
    }

    private static WriteRequest under(String key, String fingerprint) {
        return new WriteRequest(Origin.UNKNOWN, null, new IdempotencyKey(key, fingerprint));
    }

    private long events(String aggregateId) {
        return jdbc.sql("SELECT count(*) FROM command.domain_event_entry WHERE aggregate_identifier = ?")
                .param(aggregateId)
                .query(Long.class)
                .single();
    }

    private static void refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Rejection rejection, String... words) {
        MatcherAssert.assertThat(catchThrowableOfType(Rejected.class, call), Refusal.refusal(rejection, words));
    }
}
