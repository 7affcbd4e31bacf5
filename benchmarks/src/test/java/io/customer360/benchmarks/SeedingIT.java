package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customer360.benchmarks.seeding.SeededCompany;
import io.customer360.benchmarks.seeding.SeededCompany.History;
import io.customer360.benchmarks.seeding.SeededRows;
import io.customer360.benchmarks.seeding.Seeding;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.Origin;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.eventstore.EventRow;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.EventMetadata;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SeedingIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Origin ORIGIN = new Origin("benchmark", null, "benchmark");

    @TempDir
    private static Path directory;

    private static TrialSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = TrialSystem.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
    }

    private static List<History> histories(long seed, int count) {
        SeededCompany company = new SeededCompany(seed);
        return LongStream.range(0, count).mapToObj(company::customer).toList();
    }

    @Test
    void seedsTheBytesThatTheApplicationStores() {
        List<History> histories = histories(11, 20);
        long before = system.lastIndex();
        histories.forEach(history ->
                history.commands().forEach(command -> system.commands().send(command, ORIGIN)));
        Map<String, EventRow> stored = byPlace(new StoredEvents(system).after(before));

        Map<String, EventRow> seeded = byPlace(
                new SeededRows(system.eventSerializer(), 0).of(histories, 11).events());

        assertThat(seeded.keySet()).isEqualTo(stored.keySet()).hasSizeGreaterThan(100);
        stored.forEach((place, row) -> {
            EventRow same = seeded.get(place);
            assertThat(same.payload()).as(place).isEqualTo(row.payload());
            assertThat(same.payloadType()).isEqualTo(row.payloadType());
            assertThat(same.payloadRevision()).isEqualTo(row.payloadRevision());
            assertThat(same.type()).isEqualTo(row.type());
            assertThat(same.timestamp()).hasSameSizeAs(row.timestamp());
            assertThat(same.id()).hasSameSizeAs(row.id());
            assertThat(same.metadata()).hasSameSizeAs(row.metadata());
            assertThat(metadata(same)).isEqualTo(metadata(row));
        });
    }

    private static Map<String, EventRow> byPlace(List<EventRow> rows) {
        Map<String, EventRow> byPlace = new TreeMap<>();
        rows.forEach(row -> byPlace.put(row.aggregateId() + "/" + row.sequenceNumber(), row));
        return byPlace;
    }

    /** Without the ids of commands, which are other ones each time. */
    private static Map<String, String> metadata(EventRow row) {
        Map<String, String> metadata = new TreeMap<>();
        JSON.readTree(row.metadata())
                .forEachEntry((key, value) -> metadata.put(
                        key,
                        List.of(EventMetadata.CAUSATION_ID, EventMetadata.CORRELATION_ID)
                                        .contains(key)
                                ? "an id"
                                : value.asString()));
        return metadata;
    }

    @Test
    void whatIsSeededIsReadWrittenAndReservedLikeEverythingElse() throws Exception {
        try (Connection connection = system.connect()) {
            Seeding seeding = new Seeding(connection, system.eventSerializer(), 12);
            seeding.fillUpTo(30);
            seeding.fillUpTo(30);
            seeding.fillUpTo(40);
            assertThat(seeding.customers()).isEqualTo(40);
            assertThat(seeding.seen()).isFalse();
            seeding.markSeen();
            assertThat(seeding.seen()).isTrue();

            Seeding other = new Seeding(connection, system.eventSerializer(), 13);
            assertThatThrownBy(other::customers).hasMessageContaining("seed 12");
        }
        long events = system.eventsAfter(0);
        system.relayUntil(events);
        system.readUntil(events);
        assertThat(system.ledgerHead()).isEqualTo(events);

        History history = new SeededCompany(12).customer(39);
        String id = history.registration().customerId().toString();
        RestClient client = RestClient.create(system.address().toString());
        JsonNode customer = client.get().uri("/api/customers/" + id).retrieve().body(JsonNode.class);
        assertThat(customer.path("name").asString())
                .isEqualTo(history.registration().name());
        assertThat(client.get()
                        .uri("/api/customers/" + id + "/timeline?limit=50")
                        .retrieve()
                        .body(JsonNode.class)
                        .path("items"))
                .hasSameSizeAs(history.interactions());
        assertThatThrownBy(() -> system.commands().send(another(history.registration()), ORIGIN))
                .isInstanceOf(Rejected.class);
    }

    /** Somebody else who can be reached at the same number. */
    private static RegisterCustomer another(RegisterCustomer known) {
        return new RegisterCustomer(
                new CustomerId(UUID.randomUUID()),
                known.occurredAt(),
                known.kind(),
                known.name(),
                known.stage(),
                List.of(),
                known.phones(),
                List.of(),
                Map.of(),
                null,
                null,
                known.contactPoints(),
                false);
    }
}
