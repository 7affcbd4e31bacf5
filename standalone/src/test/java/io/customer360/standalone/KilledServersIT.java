package io.customer360.standalone;

import static io.customer360.standalone.FoldedViews.ENDED;
import static io.customer360.standalone.FoldedViews.REBUILDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * One life of the whole application, in which it and its servers are killed again and again while it is at work. More
 * of that by {@code -Dcustomer360.chaos.rounds=20}, the same again by {@code -Dcustomer360.chaos.seed=…}, and a longer
 * outage by {@code -Dcustomer360.chaos.outage-seconds=60}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledServersIT {

    private static final int ROUNDS = Integer.getInteger("customer360.chaos.rounds", 2);
    private static final long SEED = Long.getLong("customer360.chaos.seed", System.nanoTime());
    private static final Duration OUTAGE =
            Duration.ofSeconds(Integer.getInteger("customer360.chaos.outage-seconds", 2));

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int CLIENTS = 4;
    private static final int ROWS = 1_000;
    private static final int CUSTOMERS = 50;
    private static final int LONGEST_WAIT_MILLIS = 2_500;
    private static final int LONGEST_WAIT_IN_AN_IMPORT_MILLIS = 300;

    private enum Victim {
        APPLICATION,
        POSTGRES,
        ELASTICSEARCH
    }

    /** What a kill is to come in the midst of. */
    private enum Work {
        IMPORT,
        REBUILD
    }

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, String> imports = new LinkedHashMap<>();
    private final Set<Work> hit = EnumSet.noneOf(Work.class);
    private final long begin = System.nanoTime();
    private Path directory = Path.of("");
    private volatile @Nullable ApplicationProcess application;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
        tell("Seed of this chaos: -Dcustomer360.chaos.seed=%d", SEED);
        this.directory = directory;
        startAgain();
        tell("The application is up");
    }

    /** Where the time goes, and what to try again. */
    private void tell(String what, Object... of) {
        System.err.printf("%5.1f s: %s%n", (System.nanoTime() - begin) / 1e9, what.formatted(of));
    }

    private void startAgain() throws IOException {
        application = ApplicationProcess.start(
                directory,
                "--customer360.sample=false",
                "--customer360.elasticsearch-heap=512MB",
                // So that a kill comes between two batches, or within one, but not behind the last.
                "--customer360.import.batch-size=10",
                "--customer360.relay.batch-size=50",
                "--spring.datasource.hikari.connection-timeout=5000");
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
    void losesNothingAndDoublesNothingWhateverIsKilledWhen() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String run = "r%d-%s".formatted(round, UUID.randomUUID().toString().substring(0, 8));
            List<String> rebuilds = rebuilds();
            BusyClients clients = new BusyClients(this::api, run, CLIENTS, random.split());
            try (clients) {
                killEachOnce(round, run);
            }
            assertThat(clients.unexpected())
                    .as("seed %d, round %d", SEED, round)
                    .isEmpty();
            awaitRest();
            tell(
                    "Round %d: %d commands were acknowledged, and everything is at rest",
                    round, clients.acknowledged().size());
            try (Connection database = application().database()) {
                Invariants.holdAtRest(database, clients.acknowledged(), run);
                Invariants.hasImported(database, imports.values(), CUSTOMERS, ROWS);
                Invariants.areShown(database, views().documents());
            }
            imports.clear();
            if (!hasRebuilds(round)) {
                assertThat(rebuilds()).as("nothing but the readers has written").isEqualTo(rebuilds);
            }
            tell("Round %d: everything is stored once, and shown", round);
            views().expectAsFoldedFromZero("seed %d, round %d".formatted(SEED, round));
            tell("Round %d: everything is as folded from zero", round);
        }
        assertThat(hit)
                .as("what a kill came in the midst of, seed %d", SEED)
                .contains(ROUNDS > 1 ? Work.values() : new Work[] {Work.IMPORT});
    }

    /**
     * In every other round only: what a rebuild has made can't show that it is what the readers would have written. The
     * first one is without.
     */
    private static boolean hasRebuilds(int round) {
        return round % 2 == 0;
    }

    private List<String> rebuilds() {
        return api().get(REBUILDS).values("items", "id");
    }

    private void killEachOnce(int round, String run) throws Exception {
        Work aim = hasRebuilds(round) ? Work.REBUILD : Work.IMPORT;
        boolean recovered = true;
        for (Iterator<Victim> victims = inRandomOrder().iterator(); victims.hasNext(); ) {
            Victim victim = victims.next();
            boolean isUp = recovered;
            int moment =
                    random.nextInt(isUp && aim == Work.IMPORT ? LONGEST_WAIT_IN_AN_IMPORT_MILLIS : LONGEST_WAIT_MILLIS);
            if (isUp) {
                importSomething(run + "-" + victim);
                awaitUnderWay(aim);
            }
            // One misfortune seldom comes alone.
            recovered = !victims.hasNext() || random.nextInt(4) > 0;
            tell(
                    "Round %d: %s is killed after %d ms%s",
                    round, victim, moment, recovered ? "" : ", and another one before it is back");
            assertThat(new CountDownLatch(1).await(moment, TimeUnit.MILLISECONDS))
                    .isFalse();
            if (isUp) {
                if (aim == Work.REBUILD) {
                    // The last one may have ended meanwhile.
                    awaitUnderWay(aim);
                }
                List<Work> underWay =
                        Stream.of(Work.values()).filter(this::isUnderWay).toList();
                tell(
                        "Round %d: in the midst of %s %s",
                        round, underWay, phasesOfRebuilds().toList());
                hit.addAll(underWay);
            }
            kill(victim);
            if (recovered) {
                awaitReady();
                tell("Round %d: everything is up again", round);
                try (Connection database = application().database()) {
                    Invariants.hold(database);
                }
            }
        }
    }

    private void awaitUnderWay(Work aim) {
        await(aim + " is under way")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (aim == Work.REBUILD) {
                        rebuildIfNoneIsUnderWay();
                    }
                    return isUnderWay(aim);
                });
    }

    private boolean isUnderWay(Work work) {
        return switch (work) {
            case IMPORT ->
                imports.keySet().stream().anyMatch(job -> {
                    JsonNode now = api().now(job).expect(200).body();
                    return !ENDED.contains(now.required("status").asString())
                            && now.required("rows").required("imported").asInt() > 0;
                });
            case REBUILD -> phasesOfRebuilds().findAny().isPresent();
        };
    }

    /** Of those that have folded something, and not ended. */
    private Stream<String> phasesOfRebuilds() {
        return api().now(REBUILDS)
                .expect(200)
                .body()
                .required("items")
                .valueStream()
                .filter(rebuild -> !ENDED.contains(rebuild.required("status").asString())
                        && rebuild.required("facts").required("folded").asLong() > 0)
                .map(rebuild -> rebuild.required("phase").asString());
    }

    private List<Victim> inRandomOrder() {
        List<Victim> left = new ArrayList<>(List.of(Victim.values()));
        return IntStream.range(0, left.size())
                .mapToObj(index -> left.remove(random.nextInt(left.size())))
                .toList();
    }

    private void kill(Victim victim) throws Exception {
        switch (victim) {
            case APPLICATION -> {
                application().kill();
                startAgain();
            }
            case POSTGRES -> ApplicationProcess.kill(application().postgres());
            case ELASTICSEARCH -> ApplicationProcess.kill(application().elasticsearch());
        }
    }

    private void awaitReady() {
        await("the application is ready again")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> api().read("/actuator/health/readiness").status() == 200);
    }

    private void importSomething(String source) throws IOException {
        Path file = Files.write(
                directory.resolve(source + ".csv"),
                IntStream.range(-1, ROWS)
                        .mapToObj(row -> row < 0 ? "customer,order" : "%d,%d".formatted(row % CUSTOMERS, row))
                        .toList());
        Path mapping = Files.writeString(directory.resolve(source + ".yaml"), """
            source: %s
            format: csv
            dates: [iso]
            customer:
              reference: {column: customer}
              name: {template: "Customer {customer}"}
              kind: INDIVIDUAL
            purchase:
              reference: {column: order}
              occurredAt: 2025-06-01
              currency: EUR
              lines: [{product: Nut, amount: 1.25}]
            """.formatted(source));
        imports.put(api().startImport(file, mapping), source);
    }

    private void rebuildIfNoneIsUnderWay() {
        assertThat(api().post(REBUILDS, "").status()).isIn(202, 409);
    }

    /** Until nothing is on its way any more. */
    private void awaitRest() {
        for (String job : imports.keySet()) {
            JsonNode done = views().ended(job);
            assertThat(done.required("status").asString()).as("%s", done).isEqualTo("DONE");
            assertThat(done.required("rows").required("refused").asInt())
                    .as("%s", done)
                    .isZero();
            assertThat(done.required("rows").required("imported").asInt()
                            + done.required("rows").required("alreadyThere").asInt())
                    .as("%s", done)
                    .isEqualTo(ROWS);
        }
        for (JsonNode rebuild : api().get(REBUILDS).body().required("items")) {
            String id = rebuild.required("id").asString();
            assertThat(views().ended(REBUILDS + "/" + id).required("status").asString())
                    .as("seed %d: %s", SEED, rebuild)
                    .isEqualTo("DONE");
        }
        views().awaitCaughtUp();
    }

    @Test
    @Order(2)
    void goesOnWritingWithoutElasticsearchSaysWhatItCanNotReadAndCatchesUp() throws Exception {
        String customer = api().post("/api/customers", """
            {"kind":"INDIVIDUAL","name":"Seen before","stage":"PROSPECT"}\
            """).expect(201).id();
        await("the customer is shown")
                .atMost(PATIENCE)
                .until(() -> api().read("/api/customers/" + customer).status() == 200);
        String run = "outage-" + UUID.randomUUID().toString().substring(0, 8);
        ProcessHandle launcher = killElasticsearchForLong();
        long end = System.nanoTime() + OUTAGE.toNanos();
        BusyClients clients = new BusyClients(this::api, run, CLIENTS, random.split());
        try (clients;
                Connection slow = application().database()) {
            tell("Outage: it has begun");
            String held = insertWithoutCommit(slow, customer);
            int written = clients.acknowledged().size();
            for (String path : List.of(
                    "/api/customers/" + customer,
                    "/api/customers/%s/timeline".formatted(customer),
                    "/api/customers?q=seen",
                    "/api/timeline?q=seen",
                    "/api/contacts/" + UUID.randomUUID(),
                    "/api/purchases/" + UUID.randomUUID(),
                    "/api/service-cases/" + UUID.randomUUID())) {
                Api.Answer answer = api().read(path).expect(503);
                assertThat(answer.header("Retry-After")).as(path).isNotEmpty();
                assertThat(answer.body().required("detail").asString())
                        .as(path)
                        .contains("Elasticsearch does not answer", "Writing works as ever", "Try again");
            }
            assertThat(api().read("/actuator/health/readiness").status()).isEqualTo(503);
            await("commands go on")
                    .atMost(PATIENCE)
                    .until(() -> clients.acknowledged().size() > written + 50 && System.nanoTime() > end);
            JsonNode readers = api().get("/api/operations/readers").body();
            for (JsonNode reader : readers.required("items")) {
                assertThat(reader.required("lag").asLong()).as("%s", readers).isPositive();
                assertThat(reader.required("parked").required("sequences").asInt())
                        .as("%s", readers)
                        .isZero();
            }
            assertThat(ledgerHas(held)).isFalse();
            slow.commit();
            await("what was committed late is in the ledger").atMost(PATIENCE).until(() -> ledgerHas(held));
            tell("Outage: it is over");
            signal("CONT", launcher);
            awaitReady();
            tell("Outage: everything is up again");
        }
        assertThat(clients.unexpected()).isEmpty();
        awaitRest();
        tell("Outage: everything is at rest");
        try (Connection database = application().database()) {
            Invariants.holdAtRest(database, clients.acknowledged(), run);
            Invariants.areShown(database, views().documents());
        }
        assertThat(api().get("/api/customers/" + customer).header("ETag")).isEqualTo("\"1\"");
    }

    /** Kills it, and stops what starts it again before it gets that far. */
    private ProcessHandle killElasticsearchForLong() throws Exception {
        ProcessHandle before = application().elasticsearchLauncher();
        ApplicationProcess.kill(application().elasticsearch());
        await("it is started again")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !application().elasticsearchLauncher().equals(before));
        ProcessHandle launcher = application().elasticsearchLauncher();
        signal("STOP", launcher);
        return launcher;
    }

    /** To the process and all that it has started. */
    private static void signal(String signal, ProcessHandle group) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -s %s -- -%d".formatted(signal, group.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    /** An event of a transaction that has not ended, with those of others behind it. */
    private static String insertWithoutCommit(Connection slow, String customer) throws SQLException {
        slow.setAutoCommit(false);
        String event = UUID.randomUUID().toString();
        try (Statement insert = slow.createStatement()) {
            insert.executeUpdate("""
                insert into command.domain_event_entry (event_identifier, aggregate_identifier, sequence_number, type,
                       time_stamp, payload_type, payload_revision, payload, meta_data)
                select '%s', aggregate_identifier, sequence_number + 1, type, time_stamp, payload_type,
                       payload_revision, payload, meta_data
                from command.domain_event_entry where aggregate_identifier = '%s' and sequence_number = 0\
                """.formatted(event, customer));
        }
        return event;
    }

    private boolean ledgerHas(String event) throws Exception {
        try (Connection database = application().database();
                Statement select = database.createStatement();
                var rows = select.executeQuery("select from query.ledger where event_id = '%s'".formatted(event))) {
            return rows.next();
        }
    }

    @Test
    @Order(3)
    void wouldSeeADocumentThatIsNotAsFoldedFromZero() throws Exception {
        JsonNode rebuild = views().expectAsFoldedFromZero("seed %d".formatted(SEED));
        for (JsonNode view : rebuild.required("views")) {
            String index = view.required("liveIndex").asString();
            String different = view.required("reader").asString().equals("profile")
                    ? views().documents().tamperWithOne(index, "{\"profile\":{\"name\":\"Nobody\"}}")
                    : views().documents().deleteOne(index);
            assertThat(views().differentIn(view)).containsExactly(different);
        }
    }

    private FoldedViews views() {
        return new FoldedViews(application());
    }

    private ApplicationProcess application() {
        return Objects.requireNonNull(application);
    }

    private Api api() {
        return application().api();
    }
}
