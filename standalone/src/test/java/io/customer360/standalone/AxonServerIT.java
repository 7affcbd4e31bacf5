package io.customer360.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The whole application with its events in a real Axon Server, which has to be named:
 * {@code -Dcustomer360.axon-server=localhost:8124}. An Axon Server forgets nothing, so everything here carries a word
 * of this run and is counted by it; events of earlier runs come into the ledger, too, and have to be in order as well.
 * {@code -Dcustomer360.axon-server.restart=…} is a command that kills it and starts it again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AxonServerIT {

    private static final String ADDRESS = System.getProperty("customer360.axon-server", "");
    private static final String RESTART = System.getProperty("customer360.axon-server.restart", "");
    private static final long SEED = Long.getLong("customer360.chaos.seed", System.nanoTime());
    private static final int CLIENTS = 4;
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(5);
    private static final int CUSTOMERS = 1_000;
    private static final int ROWS = 12_000;
    private static final Pattern GOES_ON = Pattern.compile("goes on after row (\\d+)");

    private final String run = "r" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> acknowledged = new ArrayList<>();
    private Path directory = Path.of("");
    private volatile @Nullable ApplicationProcess application;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        assumeTrue(
                !ADDRESS.isEmpty(), "needs a real Axon Server: ./mvnw verify -Dcustomer360.axon-server=localhost:8124");
        System.err.printf("Seed of these clients: -Dcustomer360.chaos.seed=%d%n", SEED);
        this.directory = directory;
        startAgain();
    }

    private void startAgain() throws Exception {
        application = ApplicationProcess.start(
                directory,
                "--customer360.sample=false",
                "--axon.axonserver.enabled=true",
                "--axon.axonserver.servers=" + ADDRESS,
                // So that the kill comes between two batches, or within one, but not behind the last.
                "--customer360.import.batch-size=50",
                // What a kill leaves uncertain is nobody's again after so long; the import waits for it.
                "--customer360.reservations.pending-at-most=10s");
    }

    @AfterAll
    void stop() {
        ApplicationProcess last = application;
        if (last != null) {
            last.close();
        }
    }

    @Test
    @Order(1)
    void tellsACustomersLife() {
        String customer =
                written(post("/api/customers", """
                    {"kind":"ORGANISATION","name":"曙光机械 %s","stage":"PROSPECT","emails":["office@%s.example"],
                     "externalReference":{"source":"erp","id":"K-%s"}}\
                    """.formatted(run, run, run)).expect(201));
        seenAtOnce("/api/customers/" + customer);

        String purchase = written(post("/api/customers/%s/purchases".formatted(customer), """
            {"orderNumber":"PO-%s","occurredAt":"2025-04-02T03:00:00Z","currency":"CNY",
             "lines":[{"product":"HP-200","quantity":2,"unitPrice":1999.50}]}\
            """.formatted(run))
                .expect(201));
        written(post("/api/purchases/%s/payments".formatted(purchase), "{\"amount\":3999}")
                .expect(200));
        String complaint = written(post("/api/customers/%s/service-cases".formatted(customer), """
            {"type":"COMPLAINT","channel":"CALL","priority":"HIGH","subject":"漏油 %s",
             "occurredAt":"2025-05-06T06:00:00Z"}\
            """.formatted(run))
                .expect(201));
        written(post("/api/service-cases/%s/resolution".formatted(complaint), "{\"resolution\":\"New gasket\"}")
                .expect(200));
        written(post("/api/service-cases/%s/rating".formatted(complaint), "{\"score\":4}")
                .expect(200));

        JsonNode view = seenAtOnce("/api/customers/" + customer);
        assertThat(view.get("stage").asString()).isEqualTo("CUSTOMER");
        for (String memory : List.of("K-" + run, "PO-" + run, "office@%s.example".formatted(run), "漏油 " + run)) {
            Api.Answer found = api().get("/api/customers?q=" + Api.encoded(memory));
            assertThat(found.customers()).as(memory).containsExactly(customer);
            assertThat(found.body().get("sums").get("ratings").get("mean").asDouble())
                    .isEqualTo(4.0);
        }
        assertThat(api().get("/api/customers/%s/timeline".formatted(customer)).values("items", "event"))
                .contains("PurchasePlaced", "ServiceCaseOpened");
    }

    @Test
    @Order(2)
    void refusesAsWithPostgres() {
        Api.Answer again = post("/api/customers", """
            {"kind":"ORGANISATION","name":"Again","stage":"PROSPECT",
             "externalReference":{"source":"erp","id":"K-%s"}}\
            """.formatted(run));
        String customer = again.expect(200).id();
        post("/api/customers", """
            {"kind":"INDIVIDUAL","name":"Like it","stage":"PROSPECT","emails":["office@%s.example"]}\
            """.formatted(run)).expect(409);
        api().write("PUT", "/api/customers/%s/name".formatted(customer), "{\"name\":\"Late\"}", "If-Match", "\"0\"")
                .expect(412);
        post("/api/purchases/%s/payments".formatted(UUID.randomUUID()), "{\"amount\":1}")
                .expect(404);
        String body = "{\"channel\":\"CALL\",\"direction\":\"INBOUND\",\"subject\":\"Asked\"}";
        String contacts = "/api/customers/%s/contacts".formatted(customer);
        String contact =
                written(api().post(contacts, body, "Idempotency-Key", run).expect(201));
        assertThat(api().post(contacts, body, "Idempotency-Key", run).id()).isEqualTo(contact);
    }

    @Test
    @Order(3)
    void importsOnceThoughItIsKilledInBetween() throws Exception {
        Path file = Files.write(
                directory.resolve("purchases.csv"),
                IntStream.range(-1, ROWS)
                        .mapToObj(row -> row < 0 ? "customer,order" : "%d,%d".formatted(row % CUSTOMERS, row))
                        .toList());
        Path mapping = Files.writeString(directory.resolve("purchases.yaml"), """
            source: %s
            format: csv
            dates: [iso]
            customer:
              reference: {column: customer}
              name: {template: "Customer {customer}"}
              kind: INDIVIDUAL
              categories: {run: %s}
            purchase:
              reference: {column: order}
              occurredAt: 2025-06-01
              currency: EUR
              lines: [{product: Nut, amount: 1.25}]
            """.formatted(run, run));

        String killed = api().startImport(file, mapping);
        await("the import is under way")
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        api().get(killed).body().get("rows").get("imported").asInt() > 0);
        application().kill();
        startAgain();
        Path log = directory.resolve("data").resolve("logs").resolve("customer360.log");
        Matcher goesOn = GOES_ON.matcher(Files.readString(log));
        assertThat(goesOn.find()).as("the import was killed").isTrue();
        assertThat(Integer.parseInt(goesOn.group(1))).isBetween(1, ROWS - 1);
        awaitDone(killed);
        expectTotals();

        String second = api().startImport(file, mapping);
        assertThat(awaitDone(second).get("rows").get("alreadyThere").asInt()).isEqualTo(ROWS);
        expectTotals();
    }

    @Test
    @Order(4)
    void hasEachAcknowledgedEventOnceInADenseLedgerWithoutGaps() throws Exception {
        assertThat(acknowledged).hasSize(7).doesNotHaveDuplicates();
        try (Connection database = application().database()) {
            assertThat(acknowledgedIn(database)).containsExactlyInAnyOrderElementsOf(acknowledged);
            Invariants.holdInLedger(database);
        }
    }

    @Test
    @Order(5)
    void losesNothingAndDoublesNothingWhenTheApplicationIsKilled() throws Exception {
        expectNothingLostOrDoubled("killed", () -> {
            application().kill();
            startAgain();
        });
    }

    @Test
    @Order(6)
    void losesNothingAndDoublesNothingWhenAxonServerIsKilled() throws Exception {
        assumeTrue(
                !RESTART.isEmpty(),
                "needs a command that kills Axon Server and starts it again: -Dcustomer360.axon-server.restart=…");
        expectNothingLostOrDoubled(
                "restarted",
                () -> assertThat(new ProcessBuilder("sh", "-c", RESTART)
                                .inheritIO()
                                .start()
                                .waitFor())
                        .isZero());
    }

    private interface Misfortune {
        void happens() throws Exception;
    }

    private void expectNothingLostOrDoubled(String name, Misfortune misfortune) throws Exception {
        String commands = run + "-" + name;
        BusyClients clients = new BusyClients(this::api, commands, CLIENTS, new SplittableRandom(SEED));
        try (clients) {
            awaitMoreOf(clients);
            misfortune.happens();
            awaitMoreOf(clients);
        }
        assertThat(clients.unexpected()).isEmpty();
        FoldedViews views = new FoldedViews(application());
        views.awaitCaughtUp();
        try (Connection database = application().database()) {
            Invariants.holdInLedger(database);
            Invariants.areInLedgerOnce(database, clients.acknowledged(), commands);
            Invariants.areShown(database, views.documents());
        }
        views.expectAsFoldedFromZero(name);
    }

    private static void awaitMoreOf(BusyClients clients) {
        int before = clients.acknowledged().size();
        await("commands go on")
                .atMost(Duration.ofMinutes(2))
                .until(() -> clients.acknowledged().size() > before + 200);
    }

    private List<String> acknowledgedIn(Connection database) throws SQLException {
        Array ids = database.createArrayOf("text", acknowledged.toArray());
        try (PreparedStatement select =
                database.prepareStatement("SELECT event_id FROM query.ledger WHERE event_id = ANY (?)")) {
            select.setArray(1, ids);
            try (ResultSet rows = select.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }

    private ApplicationProcess application() {
        return Objects.requireNonNull(application);
    }

    private Api api() {
        return application().api();
    }

    private Api.Answer post(String path, String body) {
        return api().post(path, body);
    }

    private String written(Api.Answer answer) {
        acknowledged.add(answer.header("X-Consistency-Token"));
        return answer.id();
    }

    /** What was written is read; only what earlier runs left may have to be copied first. */
    private JsonNode seenAtOnce(String path) {
        return await("the views have caught up with all that is in Axon Server")
                .atMost(CAUGHT_UP_WITHIN)
                .until(
                        () -> api().read(path),
                        answer -> answer.status() == 200
                                && answer.header("X-Consistency-Lag").isEmpty())
                .body();
    }

    private JsonNode awaitDone(String job) {
        JsonNode done = await("the import is done")
                .atMost(CAUGHT_UP_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> api().get(job).body(),
                        state -> Set.of("DONE", "FAILED", "CANCELLED")
                                .contains(state.get("status").asString()));
        assertThat(done.get("status").asString()).as(done.toString()).isEqualTo("DONE");
        assertThat(done.get("rows").get("refused").asLong()).as(done.toString()).isZero();
        return done;
    }

    private void expectTotals() {
        await("the views have caught up").atMost(CAUGHT_UP_WITHIN).untilAsserted(() -> {
            JsonNode sums = api().get("/api/customers?limit=1&category.run=" + run)
                    .body()
                    .get("sums");
            assertThat(sums.get("customers").asInt()).isEqualTo(CUSTOMERS);
            assertThat(sums.get("purchases").asInt()).isEqualTo(ROWS);
            assertThat(sums.get("revenue").get("EUR").decimalValue()).isEqualByComparingTo("15000");
        });
    }
}
