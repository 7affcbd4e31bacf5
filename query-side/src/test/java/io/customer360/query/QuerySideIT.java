package io.customer360.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customer360.embedded.TestServers;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.query.ledger.EventStoreTables;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The read side alone, with its event store in another database, as it runs beside a command side. */
@SpringBootTest(
        classes = QuerySideApplication.class,
        useMainMethod = SpringBootTest.UseMainMethod.ALWAYS,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"customer360.elasticsearch.index-prefix=query-side-it-", "customer360.consistency.timeout=20s"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuerySideIT {

    private static final String OWN_DATABASE = TestServers.freshDatabase();
    private static final String EVENT_STORE = TestServers.freshDatabase();

    private static EventStoreTables events;

    @Autowired
    private HealthEndpointGroups health;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> OWN_DATABASE);
        registry.add("spring.datasource.username", TestServers.postgres()::username);
        registry.add("spring.datasource.password", TestServers.postgres()::password);
        registry.add("customer360.event-store.url", () -> EVENT_STORE);
        registry.add("customer360.event-store.username", TestServers.postgres()::username);
        registry.add("customer360.event-store.password", TestServers.postgres()::password);
        registry.add("customer360.elasticsearch.url", TestServers::elasticsearchUrl);
    }

    @BeforeAll
    static void createEventStore() throws SQLException {
        events = EventStoreTables.create(EVENT_STORE);
    }

    @AfterAll
    static void closeEventStore() {
        events.close();
    }

    @Test
    @Order(1)
    void isCaughtUpWithAnEmptyLedger() throws Exception {
        await().untilAsserted(() -> {
            JsonNode overview = json(get("/api/operations/readers", null));
            assertThat(overview.at("/head").asLong()).isZero();
            assertThat(overview.at("/relay/pending").asLong()).isZero();
            assertThat(overview.at("/relay/lagSeconds").asDouble()).isZero();
            assertThat(overview.at("/items").valueStream()).hasSize(2).allSatisfy(reader -> {
                assertThat(reader.at("/status").asString()).isEqualTo("CAUGHT_UP");
                assertThat(reader.at("/lag").asLong()).isZero();
                assertThat(reader.at("/lagSeconds").asDouble()).isZero();
                assertThat(reader.at("/rate").asDouble(0)).isZero();
            });
        });
    }

    @Test
    void findsACustomerAndTheirHistoryFromWhatIsStored() throws Exception {
        CustomerId customer = EventStoreTables.customer();
        events.store(new CustomerRegistered(
                customer,
                Instant.parse("2026-01-02T03:04:05Z"),
                CustomerKind.INDIVIDUAL,
                "曾国藩",
                CustomerStage.CUSTOMER,
                List.of("zeng@example.org"),
                List.of(),
                List.of(),
                Map.of(),
                null,
                null));
        String token = events.store(new ContactRecorded(
                new ContactId(UUID.randomUUID()),
                customer,
                Instant.parse("2026-01-03T03:04:05Z"),
                new ContactDetails(
                        Channel.CALL, Direction.INBOUND, "Delivery", "asks for the parcel", null, null, null),
                null));

        HttpResponse<String> found = get("/api/customers?q=zengguofan", token);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.headers().firstValue("X-Consistency-Lag")).isEmpty();
        assertThat(json(found).at("/items/0/customerId").asString()).isEqualTo(customer.toString());

        HttpResponse<String> history = get("/api/customers/%s/timeline".formatted(customer), token);
        assertThat(history.body()).contains("asks for the parcel");
    }

    @Test
    void showsHowFarItsReadersAre() throws Exception {
        JsonNode readers = json(get("/api/operations/readers", null));
        assertThat(readers.at("/items")
                        .valueStream()
                        .map(reader -> reader.at("/name").asString()))
                .containsExactlyInAnyOrder("profile", "timeline");
        assertThat(readers.at("/relay/state").asString()).isEqualTo("RELAYING");
    }

    @Test
    void showsItsMetersAndNoOtherEndpointButHealth() throws Exception {
        HttpResponse<String> answer = get("/actuator/prometheus", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        Scrape meters = Scrape.of(answer.body());
        for (String reader : List.of("profile", "timeline")) {
            assertThat(meters.value("customer360_reader_events_total", "reader", reader))
                    .isNotNegative();
        }
        assertThat(meters.value("customer360_relay_status", "status", "relaying"))
                .isEqualTo(1);
        for (String other : List.of("env", "configprops", "heapdump", "loggers", "metrics", "shutdown")) {
            assertThat(get("/actuator/" + other, null).statusCode()).as(other).isEqualTo(404);
        }
    }

    @Test
    void isReadyOnlyWithTheStoresThatItReadsFrom() throws Exception {
        assertThat(get("/actuator/health/readiness", null).statusCode()).isEqualTo(200);
        HealthEndpointGroup readiness = health.get("readiness");
        assertThat(List.of("readinessState", "db", "elasticsearch")).allMatch(readiness::isMember);
    }

    private HttpResponse<String> get(String path, @Nullable String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)));
        if (token != null) {
            request.header("X-Consistency-Token", token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
