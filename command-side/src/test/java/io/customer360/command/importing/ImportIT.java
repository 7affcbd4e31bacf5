package io.customer360.command.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customer360.command.CommandSideTest;
import io.customer360.command.platform.CommandBatch;
import io.customer360.command.platform.PhoneNumbers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

@CommandSideTest
@TestPropertySource(
        properties = {
            "customer360.import.directory=target/imports-it",
            "customer360.import.batch-size=8",
            "customer360.import.max-file-size=3MB"
        })
class ImportIT {

    private static final String ORDERS = """
        source: %s
        customer:
          reference: {column: customer}
          name: {column: name}
          kind: ORGANISATION
          emails: {column: mail}
        contact:
          when: {column: talk, present: true}
          reference: {column: order}
          occurredAt: {column: date}
          channel: CALL
          subject: {column: talk}
        purchase:
          reference: {column: order}
          occurredAt: {column: date}
          currency: CNY
          lines: {product: {column: product}, unitPrice: {column: price}}
        """;
    private static final String HEADER = "customer,name,mail,order,date,product,price,talk\n";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private ImportFiles files;

    @Autowired
    private ImportJobs jobs;

    @Autowired
    private SentMappings mappings;

    @Autowired
    private RowBatches rowBatches;

    @Autowired
    private KnownReferences references;

    @Autowired
    private CommandBatch batch;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private PhoneNumbers phoneNumbers;

    @Autowired
    private RowShape shape;

    private RestClient http;

    @BeforeEach
    void connect() {
        http = RestClient.builder()
                .baseUrl("http://localhost:" + port)
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {})
                .build();
    }

    @Test
    void importsEveryRowOnceHoweverOftenTheFileIsSent() {
        String file = HEADER
                + IntStream.rangeClosed(1, 50)
                        .mapToObj(i -> "K%d,客户 %d,k%d@once.example,O%d,2024-03-0%d,泵,12.50,%s\n"
                                .formatted(i % 7, i % 7, i % 7, i, i % 9 + 1, i % 10 == 0 ? "询价" : ""))
                        .collect(Collectors.joining());

        JsonNode first = finished(submit(file, ORDERS.formatted("once")));
        long events = events();
        JsonNode second = finished(submit(file, ORDERS.formatted("once")));

        assertThat(first.at("/status").asString()).as(first.toString()).isEqualTo("DONE");
        assertThat(counts(first)).isEqualTo(Map.of("customers", 7, "contacts", 5, "purchases", 50, "serviceCases", 0));
        assertThat(rows(first))
                .isEqualTo(Map.of("total", 50, "read", 50, "imported", 50, "alreadyThere", 0, "refused", 0));
        assertThat(first.at("/progress").asDouble()).isEqualTo(1);
        assertThat(counts(second)).isEqualTo(Map.of("customers", 0, "contacts", 0, "purchases", 0, "serviceCases", 0));
        assertThat(rows(second))
                .isEqualTo(Map.of("total", 50, "read", 50, "imported", 0, "alreadyThere", 50, "refused", 0));
        assertThat(events()).isEqualTo(events);
        assertThat(purchasesOf("once")).isEqualTo(50);
    }

    @Test
    void refusesOnlyTheBadRowsAndSaysWhyWithTheirLines() {
        String file = HEADER
                + "K1,One,,O1,2024-03-01,Pump,1,\n"
                + "K1,One,,O2,2024-02-30,Pump,1,\n"
                + "K1,One,,O3,2024-03-01,Pump,-5,\n"
                + "K1,One,,O4,2024-03-01,Pump\n"
                + "K2,\"Two\nlines\",,O5,2024-03-01,Pump,1,\n"
                + "K3," + "x".repeat(100_000) + ",,O6,2024-03-01,Pump,1,\n"
                + "K4,Four,,O7,20000-01-01,Pump,1,\n"
                + "K4,Four,no mail,O8,2024-03-01,Pump,1,\n"
                + "K5,Five,,O9,2024-03-01,Pump,1,Talk\n";

        JsonNode job = finished(submit(file, ORDERS.formatted("bad")));

        assertThat(rows(job)).isEqualTo(Map.of("total", 9, "read", 9, "imported", 2, "alreadyThere", 0, "refused", 7));
        assertThat(counts(job)).isEqualTo(Map.of("customers", 2, "contacts", 1, "purchases", 2, "serviceCases", 0));
        assertThat(purchasesOf("bad")).isEqualTo(2);
        String refusals = http.get()
                .uri("/api/imports/{id}/refusals", job.at("/id").asString())
                .retrieve()
                .body(String.class);
        assertThat(refusals)
                .startsWith("line,record,reason,row")
                .contains("3,purchase,purchase.occurredAt: '2024-02-30' is not a date")
                .contains("4,")
                .contains("between 0 and")
                .contains("5,row,\"the row has 6 cells, but there are 8 columns")
                .contains("\"K1,One,,O2,2024-02-30,Pump,1,\"")
                .contains("6,customer,customer.profile.name has the control character U+000A")
                .contains("8,customer,customer.profile.name has 100000 characters")
                .contains("9,")
                .contains("10,customer,customer.profile.emails");
    }

    @Test
    void refusesARowOfALikelyDuplicateAndImportsTheOthers() {
        String file = HEADER
                + "K1,One,same@dup.example,O1,2024-03-01,Pump,1,\n"
                + "K2,Two,same@dup.example,O2,2024-03-01,Pump,1,\n"
                + "K3,Three,other@dup.example,O3,2024-03-01,Pump,1,\n";

        JsonNode job = finished(submit(file, ORDERS.formatted("dup")));

        assertThat(rows(job)).containsEntry("imported", 2).containsEntry("refused", 1);
        assertThat(purchasesOf("dup")).isEqualTo(2);
    }

    @Test
    void attachesRecordsToACustomerThatIsThereAlready() {
        finished(submit(HEADER + "K1,One,,O1,2024-03-01,Pump,1,\n", ORDERS.formatted("attach")));
        String mapping = """
            {format: ndjson, source: calls,
             customer: {source: attach, reference: {column: who.id}},
             contact: {reference: {column: id}, occurredAt: {column: at}, channel: CALL, subject: {column: what}}}
            """;
        String calls = """
            {"id": 1, "at": "2024-05-01T10:00:00Z", "what": "Hello", "who": {"id": "K1"}}
            {"id": 2, "at": "2024-05-01T10:00:00Z", "what": "Hello", "who": {"id": "K2"}}
            """;

        JsonNode job = finished(submit(calls, mapping));

        assertThat(counts(job)).containsEntry("contacts", 1).containsEntry("customers", 0);
        assertThat(rows(job)).containsEntry("refused", 1);
        assertThat(http.get().uri(job.at("/refusals").asString()).retrieve().body(String.class))
                .contains("2,customer,")
                .contains("There is no customer 'K2' of attach");
    }

    @Test
    void refusesFilesThatCannotBeReadToTheirEndAtOnce() {
        String good = "K1,One,,O1,2024-03-01,Pump,1,\n".repeat(3_000);

        assertProblem(
                submit(HEADER + good + "K2,\"Two,,O2,2024-03-01,Pump,1,\n", ORDERS.formatted("q")),
                422,
                "line 3001: the quotes don't match");
        assertProblem(
                submit(
                        (HEADER + good + "K2,Zoë,,O2,2024-03-01,Pump,1,\n").getBytes(StandardCharsets.ISO_8859_1),
                        ORDERS.formatted("q")),
                422,
                "Line 3002: the text is not UTF-8");
        assertThat(purchasesOf("q")).isZero();
    }

    @Test
    void keepsSpreadsheetsFromTakingARefusedRowForAFormula() {
        JsonNode job = finished(submit(HEADER + "=1+1,One,,O1,never,Pump,1,\n", ORDERS.formatted("formula")));

        assertThat(http.get().uri(job.at("/refusals").asString()).retrieve().body(String.class))
                .endsWith(",\"'=1+1,One,,O1,never,Pump,1,\"\r\n");
    }

    @Test
    void isOneImportThoughTheRequestComesInTwiceAtTheSameTime() {
        MultiValueMap<String, Object> form =
                form(HEADER + "K1,One,,O1,2024-03-01,Pump,1,\n", ORDERS.formatted("twice"));

        List<CompletableFuture<ResponseEntity<JsonNode>>> sent = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(form, "key-twice")))
                .toList();
        List<ResponseEntity<JsonNode>> answers =
                sent.stream().map(CompletableFuture::join).toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.getStatusCode().value()).isEqualTo(202));
        assertThat(answers)
                .extracting(answer -> answer.getHeaders().getLocation())
                .containsOnly(answers.getFirst().getHeaders().getLocation());
        finished(answers.getFirst());
    }

    @Test
    void leavesAnImportAloneThatAnotherNodeRuns() throws InterruptedException {
        String file = HEADER
                + IntStream.rangeClosed(1, 2_000)
                        .mapToObj("K1,One,,O%d,2024-03-01,Pump,1,\n"::formatted)
                        .collect(Collectors.joining());
        String id = submit(file, ORDERS.formatted("nodes")).getBody().at("/id").asString();
        await().until(() -> job(id).at("/rows/read").asLong() > 0);

        Imports other = anotherNode();
        other.start();
        other.awaitEnd(UUID.fromString(id), 30, TimeUnit.SECONDS);
        other.stop();

        JsonNode job = finished(id);
        assertThat(job.at("/status").asString()).isEqualTo("DONE");
        assertThat(rows(job)).containsEntry("imported", 2_000);
    }

    @Test
    void waitsForADatabaseThatIsAwayAndGoesOn() {
        String file = HEADER
                + IntStream.rangeClosed(1, 2_000)
                        .mapToObj("K1,One,,O%d,2024-03-01,Pump,1,\n"::formatted)
                        .collect(Collectors.joining());
        String id = submit(file, ORDERS.formatted("away")).getBody().at("/id").asString();
        for (long rows = 0; rows < 1_000; rows += 500) {
            long done = rows;
            await().ignoreExceptions().until(() -> job(id).at("/rows/read").asLong() > done);
            cutAllConnections();
            await().ignoreExceptions()
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !job(id).at("/waiting/until").isMissingNode());
        }

        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> job(id).at("/status").asString().equals("DONE"));
        assertThat(job(id).at("/waiting").isMissingNode()).isTrue();
        assertThat(rows(job(id))).containsEntry("imported", 2_000).containsEntry("refused", 0);
        assertThat(purchasesOf("away")).isEqualTo(2_000);
    }

    @Test
    void isPatientWithAnotherOutageOnceItHasStoredRows() throws Exception {
        UUID id = accepted("blips", 24);
        AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
        AtomicInteger batchesBegun = new AtomicInteger();
        KnownReferences awayTwice = asked -> {
            int begun = batchesBegun.incrementAndGet();
            if (begun == 3) {
                later.set(Duration.ofMinutes(10));
            }
            if (begun == 1 || begun == 3) {
                throw new DataAccessResourceFailureException("away");
            }
            return references.among(asked);
        };
        RowBatches batches = new RowBatches(
                jobs,
                awayTwice,
                batch,
                new TransactionTemplate(transactions),
                phoneNumbers,
                shape,
                true,
                Duration.ofMinutes(1));
        run(new Imports(jobs, files, batches, 8, Duration.ofMinutes(1), clock(later::get)), id);

        assertThat(jobs.find(id).orElseThrow().state()).isEqualTo(ImportState.DONE);
        assertThat(purchasesOf("blips")).isEqualTo(24);
    }

    @Test
    void endsAsFailedThoughTheDatabaseIsAwayLongerThanItWaits() throws Exception {
        UUID id = accepted("long", 1);
        AtomicInteger connections = new AtomicInteger();
        ImportJobs jobsOfADatabaseThatIsAway = new ImportJobs(new JdbcTemplate(new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                // There while the node starts, and again when it tries for the second time to tell of the end.
                int asked = connections.incrementAndGet();
                if (asked == 2 || asked == 3) {
                    throw new SQLTransientConnectionException("away");
                }
                return super.getConnection();
            }
        }));

        run(new Imports(jobsOfADatabaseThatIsAway, files, rowBatches, 8, Duration.ZERO, Clock.systemUTC()), id);

        ImportJob job = jobs.find(id).orElseThrow();
        assertThat(job.state()).isEqualTo(ImportState.FAILED);
        assertThat(job.problem()).contains("could not be used");
        assertThat(purchasesOf("long")).isZero();
    }

    private UUID accepted(String source, int rows) throws IOException {
        UUID id = UUID.randomUUID();
        NamedMapping mapping = NamedMapping.of(null, ORDERS.formatted(source));
        String file = HEADER
                + IntStream.rangeClosed(1, rows)
                        .mapToObj("K1,One,,O%d,2024-03-01,Pump,1,\n"::formatted)
                        .collect(Collectors.joining());
        String fingerprint = files.keep(id, new ByteArrayInputStream(file.getBytes(UTF_8)), mapping);
        jobs.add(id, new Submission("a.csv", mapping, null, null), fingerprint, 1, rows, Instant.now());
        return id;
    }

    private static Clock clock(Supplier<Duration> later) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.offset(Clock.system(zone), later.get());
            }

            @Override
            public Instant instant() {
                return Instant.now().plus(later.get());
            }
        };
    }

    private static void run(Imports node, UUID id) throws InterruptedException {
        node.start();
        node.awaitEnd(id, 30, TimeUnit.SECONDS);
        node.stop();
    }

    private void cutAllConnections() {
        sql.sql("""
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """).query(Long.class).single();
    }

    @Test
    void endsAnImportWhoseFileIsGoneForLong() throws IOException {
        UUID lost = added(Instant.now().minus(Duration.ofDays(2)));
        UUID recent = added(Instant.now());

        Imports other = anotherNode();
        other.start();
        other.stop();

        assertThat(job(lost.toString()).at("/status").asString()).isEqualTo("FAILED");
        assertThat(job(lost.toString()).at("/problem").asString()).contains("no longer there");
        assertThat(job(recent.toString()).at("/status").asString()).isEqualTo("QUEUED");
        http.delete().uri("/api/imports/{id}", recent).retrieve().toBodilessEntity();
        assertThat(job(recent.toString()).at("/status").asString()).isEqualTo("CANCELLED");
    }

    /** A reservation that nobody confirmed is what a node leaves behind that died over an event store of its own. */
    @Test
    void waitsUntilItIsCertainWhatBecameOfTheBatchOfADeadNode() throws IOException {
        UUID id = UUID.randomUUID();
        NamedMapping mapping = NamedMapping.of(null, ORDERS.formatted("dead"));
        String fingerprint = files.keep(
                id, new ByteArrayInputStream((HEADER + "K1,One,,O1,2024-03-01,Pump,1,\n").getBytes(UTF_8)), mapping);
        jobs.add(id, new Submission("a.csv", mapping, null, null), fingerprint, 1, 1, Instant.now());
        jobs.started(id, Instant.now());
        sql.sql("""
            INSERT INTO command.external_reference
                (kind, source, reference, aggregate_id, confirmed, reserved_at, reserved_by)
            VALUES ('Purchase', 'dead', 'O1', ?, false, now() - interval '57 seconds', 'a dead node''s command')
            """).param(UUID.randomUUID().toString()).update();
        RowBatches batches = new RowBatches(
                jobs,
                references,
                batch,
                new TransactionTemplate(transactions),
                phoneNumbers,
                shape,
                false,
                Duration.ofMinutes(1));

        ImportRun.End end = new ImportRun(batches, 8, new Stopping(), new Patience(Duration.ofMinutes(1)))
                .run(jobs.find(id).orElseThrow(), files.of(id));

        assertThat(end).isEqualTo(ImportRun.End.DONE);
        assertThat(jobs.find(id).orElseThrow().tally().rowsImported()).isEqualTo(1);
        assertThat(purchasesOf("dead")).isEqualTo(1);
        jobs.finished(id, ImportState.DONE, Instant.now(), null);
    }

    @Test
    void refusesWhatCannotBecomeAnImportAtOnce() {
        String mapping = ORDERS.formatted("never");

        assertProblem(submit("", mapping), 422, "The file is empty");
        assertProblem(submit(HEADER, mapping), 422, "no rows");
        assertProblem(submit("customer,name\n1,2\n", mapping), 400, "the file has no column 'mail'");
        assertProblem(submit(HEADER + "1\n", mapping + "colour: red\n"), 400, "colour (line 18): is not known here");
        assertProblem(submit(HEADER + "1\n", "no-such-mapping"), 400, "cdnow, support-tickets");
        assertProblem(submit(HEADER + "1\n", mapping + "#".repeat(2 << 20)), 400, "mapping: is longer than 262144");
        assertProblem(submit("a".repeat(5 << 20), mapping), 413, "larger than 3 MB");
        MultiValueMap<String, Object> withoutFile = new LinkedMultiValueMap<>();
        withoutFile.add("mapping", mapping);
        assertProblem(post(withoutFile), 400, "no part 'file'");
        MultiValueMap<String, Object> withoutMapping = new LinkedMultiValueMap<>();
        withoutMapping.add("file", part("a.csv", HEADER.getBytes(UTF_8)));
        assertProblem(post(withoutMapping), 400, "no part 'mapping'");
        assertProblem(
                http.get()
                        .uri("/api/imports/00000000-0000-0000-0000-000000000000")
                        .retrieve()
                        .toEntity(JsonNode.class),
                404,
                "There is no import");
    }

    @Test
    void isOneImportUnderOneIdempotencyKey() {
        MultiValueMap<String, Object> form = form(HEADER + "K1,One,,O1,2024-03-01,Pump,1,\n", ORDERS.formatted("key"));

        ResponseEntity<JsonNode> first = post(form, "key-1");
        ResponseEntity<JsonNode> second = post(form, "key-1");
        ResponseEntity<JsonNode> other = post(form("customer,name\n", ORDERS.formatted("key")), "key-1");

        assertThat(second.getHeaders().getLocation())
                .isEqualTo(first.getHeaders().getLocation());
        assertProblem(other, 422, "Use a new key");
        finished(first);
    }

    @Test
    void listsImportsAndTakesEndedOnesOff() {
        JsonNode job = finished(submit(HEADER + "K1,One,,O1,2024-03-01,Pump,1,\n", ORDERS.formatted("list")));
        String id = job.at("/id").asString();

        assertThat(http.get()
                        .uri("/api/imports?limit=1")
                        .retrieve()
                        .body(JsonNode.class)
                        .at("/items/0/id")
                        .asString())
                .isEqualTo(id);
        http.delete().uri("/api/imports/{id}", id).retrieve().toBodilessEntity();

        assertThat(http.get()
                        .uri("/api/imports/{id}", id)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(files.of(UUID.fromString(id))).doesNotExist();
    }

    @Test
    void endsAnImportOnRequestAndKeepsWhatIsStored() {
        String file = HEADER
                + IntStream.rangeClosed(1, 20_000)
                        .mapToObj("K1,One,,O%d,2024-03-01,Pump,1,\n"::formatted)
                        .collect(Collectors.joining());
        String id = submit(file, ORDERS.formatted("cancel")).getBody().at("/id").asString();
        await().until(() -> job(id).at("/rows/read").asLong() > 0);

        http.delete().uri("/api/imports/{id}", id).retrieve().toBodilessEntity();

        JsonNode job = finished(id);
        assertThat(job.at("/status").asString()).isEqualTo("CANCELLED");
        assertThat(job.at("/rows/read").asLong()).isLessThan(20_000);
        assertThat(purchasesOf("cancel")).isEqualTo(job.at("/created/purchases").asLong());
        await().until(() -> !Files.exists(files.of(UUID.fromString(id))));
    }

    private UUID added(Instant submittedAt) throws IOException {
        UUID id = UUID.randomUUID();
        jobs.add(id, new Submission("gone.csv", mappings.named("cdnow"), null, null), "", 1, 1, submittedAt);
        return id;
    }

    private Imports anotherNode() {
        return new Imports(jobs, files, rowBatches, 8, Duration.ofMinutes(1), Clock.systemUTC());
    }

    private static void assertProblem(ResponseEntity<JsonNode> answer, int status, String detail) {
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(status);
        assertThat(answer.getBody().at("/detail").asString()).contains(detail);
    }

    private ResponseEntity<JsonNode> submit(String file, String mapping) {
        return post(form(file, mapping));
    }

    private ResponseEntity<JsonNode> submit(byte[] file, String mapping) {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("file", part("orders.csv", file));
        form.add("mapping", mapping);
        return post(form);
    }

    private static MultiValueMap<String, Object> form(String file, String mapping) {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("file", part("orders.csv", file.getBytes(UTF_8)));
        form.add("mapping", mapping.contains(":") ? part("orders.yaml", mapping.getBytes(UTF_8)) : mapping);
        return form;
    }

    private static ByteArrayResource part(String name, byte[] bytes) {
        return new ByteArrayResource(bytes) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }

    private ResponseEntity<JsonNode> post(MultiValueMap<String, Object> form) {
        return post(form, null);
    }

    private ResponseEntity<JsonNode> post(MultiValueMap<String, Object> form, String key) {
        return http.post()
                .uri("/api/imports")
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private JsonNode finished(ResponseEntity<JsonNode> accepted) {
        assertThat(accepted.getStatusCode().value())
                .as(String.valueOf(accepted.getBody()))
                .isEqualTo(202);
        String location = accepted.getHeaders().getLocation().getPath();
        return finished(location.substring(location.lastIndexOf('/') + 1));
    }

    private JsonNode finished(String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        ImportState.valueOf(job(id).at("/status").asString()).isFinished());
        return job(id);
    }

    private JsonNode job(String id) {
        return http.get().uri("/api/imports/{id}", id).retrieve().body(JsonNode.class);
    }

    private static Map<String, Integer> counts(JsonNode job) {
        return integers(job.at("/created"));
    }

    private static Map<String, Integer> rows(JsonNode job) {
        return integers(job.at("/rows"));
    }

    private static Map<String, Integer> integers(JsonNode node) {
        return node.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asInt()));
    }

    private long events() {
        return sql.sql("SELECT count(*) FROM command.domain_event_entry")
                .query(Long.class)
                .single();
    }

    private long purchasesOf(String source) {
        return sql.sql("""
            SELECT count(*) FROM command.external_reference JOIN command.domain_event_entry
                ON aggregate_identifier = aggregate_id
            WHERE kind = 'Purchase' AND source = ?
            """).param(source).query(Long.class).single();
    }
}
