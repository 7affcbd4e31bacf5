package io.customer360.command.platform.eventstore;

import static io.customer360.command.customer.Registrations.NOON;
import static io.customer360.command.customer.Registrations.registration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customer360.command.AtOnce;
import io.customer360.command.CommandSideTest;
import io.customer360.command.customer.CustomerChange.AddEmail;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.Origin;
import io.customer360.command.platform.Outcome;
import io.customer360.events.CustomerEvent.CustomerNameCorrected;
import io.customer360.events.customer.CustomerId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CommandSideTest
class EventStoreIT {

    private static final int THREADS = 16;
    private static final int MANY = 40;

    @Autowired
    private CommandSender commands;

    @Autowired
    private EventStore eventStore;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void storesAnEventWithWhoDidItWhyAndForWhichCustomer() {
        RegisterCustomer registration = registration();

        Outcome outcome = commands.send(registration, new Origin("李雷", "trade fair", "crm"));

        assertThat(outcome).isEqualTo(new Outcome(registration.aggregateId(), 0, outcome.eventId(), true));
        Map<String, Object> row =
                jdbc.sql("""
                    SELECT event_identifier, sequence_number, type, time_stamp, payload_type, payload_revision,
                    convert_from(payload, 'UTF8') AS payload,
                    convert_from(meta_data, 'UTF8')::jsonb ->> 'actor' AS actor,
                    convert_from(meta_data, 'UTF8')::jsonb ->> 'reason' AS reason,
                    convert_from(meta_data, 'UTF8')::jsonb ->> 'source' AS source,
                    convert_from(meta_data, 'UTF8')::jsonb ->> 'customerId' AS customer,
                    jsonb_exists(convert_from(meta_data, 'UTF8')::jsonb, 'traceId') AS correlated,
                    xid::text <> '0' AS has_xid
                    FROM command.domain_event_entry WHERE aggregate_identifier = ?\
                    """).param(registration.aggregateId()).query().singleRow();
        assertThat(row)
                .containsEntry("event_identifier", outcome.eventId())
                .containsEntry("sequence_number", 0L)
                .containsEntry("type", "Customer")
                .containsEntry("payload_type", "io.customer360.events.CustomerEvent$CustomerRegistered")
                .containsEntry("payload_revision", "1")
                .containsEntry("actor", "李雷")
                .containsEntry("reason", "trade fair")
                .containsEntry("source", "crm")
                .containsEntry("customer", registration.aggregateId())
                .containsEntry("correlated", true)
                .containsEntry("has_xid", true);
        assertThat((String) row.get("payload")).contains("\"name\":\"Changsha Machinery\"");
        assertThat((String) row.get("time_stamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void takesAllChangesThatAreMadeAtOnceOneAfterTheOther() throws Exception {
        RegisterCustomer registration = registration();
        commands.send(registration, Origin.UNKNOWN);

        List<Outcome> outcomes = AtOnce.inThreads(
                THREADS,
                thread -> () -> commands.send(
                        new AddEmail(
                                registration.customerId(),
                                NOON,
                                "%d-%s@example.com".formatted(thread, registration.customerId()),
                                false,
                                null),
                        Origin.UNKNOWN));

        assertThat(outcomes)
                .extracting(Outcome::version)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, THREADS).boxed().toList());
    }

    @Test
    void refusesASecondEventOfTheSameNumber() {
        RegisterCustomer registration = registration();
        commands.send(registration, Origin.UNKNOWN);
        Object payload =
                eventStore.readEvents(registration.aggregateId()).next().getPayload();
        DomainEventMessage<Object> second =
                new GenericDomainEventMessage<>("Customer", registration.aggregateId(), 1, payload);
        eventStore.publish(second);

        assertThatThrownBy(() -> eventStore.publish(
                        new GenericDomainEventMessage<>("Customer", registration.aggregateId(), 1, payload)))
                .isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void storesManyEventsAtOnceInTheirOrderAndWhateverTheirLength() {
        String aggregate = UUID.randomUUID().toString();
        List<DomainEventMessage<?>> many = many(aggregate, sequence -> "曾国藩".repeat(sequence == 7 ? 50_000 : 1));

        eventStore.publish(many);

        List<String> stored = jdbc.sql("""
            SELECT event_identifier FROM command.domain_event_entry
            WHERE aggregate_identifier = ? AND payload_revision = '1' ORDER BY global_index\
            """).param(aggregate).query(String.class).list();
        assertThat(stored)
                .containsExactlyElementsOf(
                        many.stream().map(DomainEventMessage::getIdentifier).toList());
        assertThat(eventStore.readEvents(aggregate).asStream().<Object>map(DomainEventMessage::getPayload))
                .containsExactlyElementsOf(many.stream()
                        .<Object>map(DomainEventMessage::getPayload)
                        .toList());
    }

    @Test
    void storesNoneOfManyEventsIfOneOfThemIsThere() {
        String aggregate = UUID.randomUUID().toString();
        List<DomainEventMessage<?>> many = many(aggregate, sequence -> "Changsha Machinery");
        eventStore.publish(many.getFirst(), many.getLast());

        assertThatThrownBy(() -> eventStore.publish(many.subList(1, MANY))).isInstanceOf(ConcurrencyException.class);
        assertThat(eventStore.readEvents(aggregate).asStream()).hasSize(2);
    }

    private static List<DomainEventMessage<?>> many(String aggregate, LongFunction<String> name) {
        return LongStream.range(0, MANY)
                .<DomainEventMessage<?>>mapToObj(sequence -> new GenericDomainEventMessage<>(
                        "Customer",
                        aggregate,
                        sequence,
                        new CustomerNameCorrected(
                                new CustomerId(UUID.randomUUID()), NOON, "Hunan Machinery", name.apply(sequence))))
                .toList();
    }
}
