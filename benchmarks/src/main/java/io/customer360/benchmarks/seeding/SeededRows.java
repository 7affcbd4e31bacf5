package io.customer360.benchmarks.seeding;

import io.customer360.command.customer.Customer;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.ContactPoint;
import io.customer360.command.platform.eventstore.EventRow;
import io.customer360.platform.EventMetadata;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * The rows that the histories of some customers would have left in the tables of the write side, with the bytes that
 * the application's own serializer makes of their events.
 */
public final class SeededRows {

    private static final Instant FIRST_RECORDED = Instant.parse("2025-01-01T00:00:00Z");
    private static final long NANOS_APART = 5_000_000;
    private static final DateTimeFormatter MICROSECONDS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();
    private static final String ORIGIN = "benchmark";

    private final Serializer serializer;
    private SplittableRandom ids = new SplittableRandom();
    private long recorded;

    /**
     * @param serializer the one that the application stores events with
     * @param recorded how many events were stored before
     */
    public SeededRows(Serializer serializer, long recorded) {
        this.serializer = serializer;
        this.recorded = recorded;
    }

    /**
     * The rows of some customers.
     *
     * @param references what other systems call them
     * @param reachableAt how they can be reached
     */
    public record Rows(List<EventRow> events, List<Reference> references, List<Reachable> reachableAt) {

        public Rows {
            events = List.copyOf(events);
            references = List.copyOf(references);
            reachableAt = List.copyOf(reachableAt);
        }
    }

    /** What another system calls a customer. */
    public record Reference(String kind, String source, String reference, String aggregateId, String commandId) {}

    /** A way to reach a customer. */
    public record Reachable(String kind, String value, String customerId, String commandId) {}

    /**
     * All their first events, then all their second ones, and so on: as in life, what happens with one customer stands
     * far apart in the order of recording.
     *
     * @param seed of the ids of events and commands
     */
    public Rows of(List<SeededCompany.History> histories, long seed) {
        ids = new SplittableRandom(seed).split();
        List<List<FactsOfCommands.Stored>> facts =
                histories.stream().map(FactsOfCommands::of).toList();
        List<String[]> commandIds = histories.stream()
                .map(history -> new String[history.interactions().size() + 1])
                .toList();
        List<EventRow> events = new ArrayList<>();
        int longest = facts.stream().mapToInt(List::size).max().orElse(0);
        for (int turn = 0; turn < longest; turn++) {
            for (int customer = 0; customer < facts.size(); customer++) {
                if (turn < facts.get(customer).size()) {
                    FactsOfCommands.Stored fact = facts.get(customer).get(turn);
                    events.add(row(fact, commandId(commandIds.get(customer), fact.command())));
                }
            }
        }
        List<Reference> references = new ArrayList<>();
        List<Reachable> reachable = new ArrayList<>();
        for (int customer = 0; customer < histories.size(); customer++) {
            reserve(histories.get(customer).registration(), commandIds.get(customer)[0], references, reachable);
        }
        return new Rows(events, references, reachable);
    }

    private String commandId(String[] known, int command) {
        if (known[command] == null) {
            known[command] = id();
        }
        return known[command];
    }

    private String id() {
        return SeededCompany.uuid(ids).toString();
    }

    private EventRow row(FactsOfCommands.Stored stored, String commandId) {
        SerializedObject<byte[]> payload = serializer.serialize(stored.fact(), byte[].class);
        MetaData metadata = MetaData.from(Map.of(
                EventMetadata.ACTOR, ORIGIN,
                EventMetadata.SOURCE, ORIGIN,
                EventMetadata.CAUSATION_ID, commandId,
                EventMetadata.CORRELATION_ID, commandId,
                EventMetadata.CUSTOMER_ID, stored.fact().customerId().toString()));
        return new EventRow(
                id(),
                stored.aggregateId(),
                stored.sequenceNumber(),
                stored.aggregateType(),
                MICROSECONDS.format(FIRST_RECORDED.plusNanos(NANOS_APART * recorded++)),
                payload.getType().getName(),
                Objects.requireNonNull(payload.getType().getRevision()),
                payload.getData(),
                serializer.serialize(metadata, byte[].class).getData());
    }

    private static void reserve(
            RegisterCustomer registration, String commandId, List<Reference> references, List<Reachable> reachable) {
        String customerId = registration.customerId().toString();
        if (registration.externalReference() != null) {
            references.add(new Reference(
                    Customer.TYPE,
                    registration.externalReference().source(),
                    registration.externalReference().id(),
                    customerId,
                    commandId));
        }
        for (ContactPoint point : registration.contactPoints()) {
            reachable.add(new Reachable(point.kind().name(), point.value(), customerId, commandId));
        }
    }
}
