package io.customer360.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.customer360.embedded.TestServers;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.axon.AxonBasics;
import io.customer360.platform.web.WebPlatform;
import io.customer360.query.Scrape;
import io.customer360.query.ledger.EventStoreTables;
import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.ledger.LedgerMessageSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        properties = {
            "customer360.readers.claim-interval=200ms",
            "customer360.readers.claim-timeout=2s",
            "customer360.consistency.timeout=1s",
            "customer360.watch.interval=100ms"
        })
@AutoConfigureMockMvc
class ReadersIT {

    private static final String DATABASE = TestServers.freshDatabase();

    private static EventStoreTables tables;

    @Autowired
    private NamesProjection names;

    @Autowired
    private ParkedFacts parked;

    @Autowired
    private StoredTokens tokens;

    @Autowired
    private ReaderSet readers;

    @Autowired
    private ReaderRestart restart;

    @Autowired
    private ReaderFailures failures;

    @Autowired
    private Blind blind;

    @Autowired
    private EventProcessingConfiguration processing;

    @Autowired
    private Ledger ledger;

    @Autowired
    private LedgerMessageSource source;

    @Autowired
    private ViewRebuilding rebuilding;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc http;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> DATABASE);
        registry.add("spring.datasource.username", TestServers.postgres()::username);
        registry.add("spring.datasource.password", TestServers.postgres()::password);
    }

    @BeforeAll
    static void createTables() throws SQLException {
        tables = EventStoreTables.create(DATABASE);
    }

    @AfterAll
    static void closeTables() {
        tables.close();
    }

    @AfterEach
    void retryWhatIsParked() {
        names.heal();
        parked.of("names", 1000).forEach(sequence -> parked.retry("names", sequence.sequence()));
        awaitCaughtUp();
    }

    @Test
    void foldsEachCustomersFactsInOrder() throws SQLException {
        List<CustomerId> customers = customers(40);
        store(customers, "a", "b", "c", "d", "e");
        awaitCaughtUp();
        assertThat(customers)
                .allSatisfy(customer -> assertThat(names.namesOf(customer)).containsExactly("a", "b", "c", "d", "e"));
    }

    @Test
    void readsNoStateThatItHasJustWritten() throws SQLException {
        List<CustomerId> customers = customers(20);
        String[] many = IntStream.range(0, 400).mapToObj(Integer::toString).toArray(String[]::new);
        int before = names.prefetched.get();
        store(customers, many);
        awaitCaughtUp();

        assertThat(customers)
                .allSatisfy(customer -> assertThat(names.namesOf(customer)).containsExactly(many));
        // In batches of at most 1,000 facts, all of them would be read eight times.
        assertThat(names.prefetched.get() - before).isBetween(20, 60);
    }

    @Test
    void worksInSegmentsWithTokensInItsOwnSchema() throws SQLException {
        store(customers(2), "a");
        awaitCaughtUp();
        assertThat(tokens.segments("names"))
                .hasSize(2)
                .allSatisfy(segment -> assertThat(segment.position()).isEqualTo(ledger.headPosition()));
        assertThat(jdbc.sql("select count(*) from query.token_entry where processor_name = 'names'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void parksTheCustomerWhoseFactFailsAndGoesOnWithTheOthers() throws SQLException {
        List<CustomerId> customers = customers(10);
        CustomerId failing = customers.get(3);
        store(customers, "a");
        awaitCaughtUp();
        names.failing.add(failing);
        store(customers, 1, "b", "c");
        awaitCaughtUp();

        assertThat(customers)
                .filteredOn(customer -> !customer.equals(failing))
                .allSatisfy(customer -> assertThat(names.namesOf(customer)).containsExactly("a", "b", "c"));
        assertThat(names.namesOf(failing)).containsExactly("a");
        assertThat(parked.of("names", 10)).singleElement().satisfies(sequence -> {
            assertThat(sequence.sequence()).isEqualTo(failing.toString());
            assertThat(sequence.facts()).isEqualTo(2);
            assertThat(sequence.error()).isEqualTo("a name that can't be");
            assertThat(ledger.findByPosition(sequence.position()).orElseThrow().eventId())
                    .isEqualTo(sequence.eventId());
        });

        // What comes later waits as well, although it would not fail.
        names.heal();
        store(List.of(failing), 3, "d");
        awaitCaughtUp();
        assertThat(names.namesOf(failing)).containsExactly("a");

        assertThat(parked.retry("names", failing.toString()))
                .isEqualTo(new ParkedFacts.Retried(failing.toString(), 3, 0, null));
        assertThat(names.namesOf(failing)).containsExactly("a", "b", "c", "d");
        assertThat(parked.of("names", 10)).isEmpty();

        store(List.of(failing), 4, "e");
        awaitCaughtUp();
        assertThat(names.namesOf(failing)).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void aRebuiltViewKnowsWhereACustomerBeginsThatIsRefusedAfterOthersWereWritten() throws SQLException {
        List<CustomerId> customers = customers(2);
        CustomerId refused = customers.getLast();
        store(customers, "a", "b");
        awaitCaughtUp();
        names.refused.add(refused);
        List<LedgerEntry> entries = Stream.concat(
                        ledger.readCustomerAfter(customers.getFirst(), 0, 10).stream(),
                        ledger.readCustomerAfter(refused, 0, 10).stream())
                .toList();
        long large = 5 << 20;

        RebuiltView<?> view = rebuilding.open("names", "names", Patience.NONE, Map.of());
        view.add(source.messagesOf(entries.subList(0, 3)), large);
        view.add(source.messagesOf(entries.subList(3, 4)), large);
        view.finish();

        assertThat(view.failures()).containsOnlyKeys(refused);
        assertThat(view.failures().get(refused).position())
                .isEqualTo(entries.get(2).position());
    }

    @Test
    void keepsFactsParkedThatFailAgain() throws SQLException {
        CustomerId failing = EventStoreTables.customer();
        names.failing.add(failing);
        store(List.of(failing), "a", "b");
        awaitCaughtUp();
        assertThat(parked.retry("names", failing.toString()))
                .isEqualTo(new ParkedFacts.Retried(failing.toString(), 0, 2, "a name that can't be"));
        assertThat(parked.of("names", 10)).hasSize(1);
    }

    @Test
    void leavesOutAFactThatIsDiscardedAndGoesOnBehindIt() throws SQLException {
        CustomerId failing = EventStoreTables.customer();
        names.failing.add(failing);
        store(List.of(failing), "bad", "good");
        awaitCaughtUp();
        names.heal();
        assertThat(parked.discard("names", failing.toString(), firstParked(), "typed in by a cat", "ann"))
                .isEqualTo(new ParkedFacts.Retried(failing.toString(), 1, 0, null));
        assertThat(names.namesOf(failing)).containsExactly("good");
        assertThat(jdbc.sql("select reason || '/' || discarded_by || '/' || error from query.discarded_fact"
                                + " where sequence = :sequence")
                        .param("sequence", failing.toString())
                        .query(String.class)
                        .single())
                .isEqualTo("typed in by a cat/ann/a name that can't be");
    }

    @Test
    void leavesOutWhatWasDiscardedWhenTheViewIsBuiltAgain() throws SQLException {
        CustomerId customer = EventStoreTables.customer();
        store(List.of(customer), "good");
        awaitCaughtUp();
        names.failing.add(customer);
        store(List.of(customer), 1, "bad");
        awaitCaughtUp();
        names.heal();
        parked.discard("names", customer.toString(), firstParked(), "typed in by a cat", "ann");
        store(List.of(customer), 2, "better");
        awaitCaughtUp();

        buildAgain();
        assertThat(names.namesOf(customer)).containsExactly("good", "better");

        // Behind a fact that is parked it is left out as well.
        names.failing.add(customer);
        buildAgain();
        assertThat(parked.of("names", 10))
                .singleElement()
                .extracting(ParkedFacts.Sequence::facts)
                .isEqualTo(3L);
        names.heal();
        parked.retry("names", customer.toString());
        assertThat(names.namesOf(customer)).containsExactly("good", "better");
    }

    private void buildAgain() {
        EventProcessor processor =
                processing.eventProcessor("names", EventProcessor.class).orElseThrow();
        processor.shutDown();
        // As if a rebuild had built what is lost.
        tokens.giveHeadStart("names", tokens.position("names"));
        restart.restart("names", () -> true, _ -> names.stored.clear());
        processor.start();
        awaitCaughtUp();
    }

    @Test
    void rollsTheTokenBackWhenNothingCanBeWrittenAndTriesAgain() throws SQLException {
        List<CustomerId> customers = customers(6);
        store(customers, "a");
        awaitCaughtUp();
        long before = tokens.position("names");
        names.takesNothing = true;
        store(customers, 1, "b");
        awaitFailure("the store takes nothing");
        assertThat(tokens.position("names")).isEqualTo(before);
        assertThat(parked.of("names", 10)).isEmpty();

        names.heal();
        awaitCaughtUp();
        assertThat(customers)
                .allSatisfy(customer -> assertThat(names.namesOf(customer)).containsExactly("a", "b"));
        assertThat(failure()).isNull();
    }

    @Test
    void parksNothingWhileStatesCanNotBeRead() throws SQLException {
        names.unreachable = true;
        List<CustomerId> customers = customers(6);
        store(customers, "a");
        awaitFailure("the store does not answer");
        assertThat(parked.of("names", 10)).isEmpty();

        names.heal();
        awaitCaughtUp();
        assertThat(customers)
                .allSatisfy(customer -> assertThat(names.namesOf(customer)).containsExactly("a"));
    }

    @Test
    void parksTheCustomerWhoseDocumentIsRefusedForGood() throws SQLException {
        List<CustomerId> customers = customers(6);
        CustomerId refused = customers.get(2);
        names.refused.add(refused);
        store(customers, "a", "b");
        awaitCaughtUp();
        assertThat(customers)
                .filteredOn(customer -> !customer.equals(refused))
                .allSatisfy(customer -> assertThat(names.namesOf(customer)).containsExactly("a", "b"));
        assertThat(parked.of("names", 10)).singleElement().satisfies(sequence -> {
            assertThat(sequence.sequence()).isEqualTo(refused.toString());
            assertThat(sequence.facts()).isEqualTo(2);
            assertThat(sequence.error()).isEqualTo("a document that does not fit");
        });
        names.heal();
        assertThat(parked.retry("names", refused.toString()).handled()).isEqualTo(2);
        assertThat(names.namesOf(refused)).containsExactly("a", "b");
    }

    @Test
    void parksFactsThatThisVersionDoesNotKnow() throws SQLException {
        CustomerId customer = EventStoreTables.customer();
        try (Connection connection = tables.dataSource().getConnection()) {
            EventStoreTables.store(connection, customer, 0, "io.customer360.events.CustomerEvent$Unheard", "{}");
            EventStoreTables.store(connection, customer, 1, "com.example.NotOurs", "{}");
        }
        awaitCaughtUp();
        assertThat(parked.of("names", 10)).singleElement().satisfies(sequence -> {
            assertThat(sequence.sequence()).isEqualTo(customer.toString());
            assertThat(sequence.facts()).isEqualTo(1);
            assertThat(sequence.error()).contains("does not know facts of type", "Unheard");
        });
        parked.discard("names", customer.toString(), firstParked(), "only a test", null);
        assertThat(parked.of("names", 10)).isEmpty();
    }

    @Test
    void doesNotHoldTheRelayBackWhileItWrites() throws SQLException {
        names.gate = new CountDownLatch(1);
        int flushes = names.flushes.get();
        store(customers(4), "a");
        await().until(() -> names.flushes.get() > flushes);
        long before = ledger.headPosition();
        store(customers(4), "b");
        await().atMost(Duration.ofSeconds(5)).until(() -> ledger.headPosition() == before + 4);
    }

    @Test
    void countsWhateverMayHaveChangedAViewAlsoIfItFailedInTheEnd() {
        long before = interventions();

        assertThatThrownBy(() -> rebuilding.whileReadersRest(() -> {
                    throw new IllegalStateException("after the change");
                }))
                .hasMessage("after the change");

        assertThat(interventions()).isGreaterThan(before);
    }

    private long interventions() {
        return jdbc.sql("select coalesce(sum(number), 0) from query.reader_intervention where reader = 'names'")
                .query(Long.class)
                .single();
    }

    @Test
    void refusesToRetryWhatIsNotParked() {
        assertThatThrownBy(() -> parked.retry("names", UUID.randomUUID().toString()))
                .isInstanceOf(ParkedFacts.NotParked.class);
        assertThatThrownBy(() -> parked.retry("nobody", "x")).isInstanceOf(ParkedFacts.NotParked.class);
    }

    @Test
    void tellsOverHttpWhatIsParkedAndRetriesIt() throws Exception {
        CustomerId failing = EventStoreTables.customer();
        names.failing.add(failing);
        store(List.of(failing), "a");
        awaitCaughtUp();
        http.perform(get("/api/operations/readers"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.head").value(ledger.headPosition()))
                .andExpect(jsonPath("$.relay.state").value("RELAYING"))
                .andExpect(jsonPath("$.relay.pending").value(0))
                .andExpect(jsonPath("$.items[0].name").value("names"))
                .andExpect(jsonPath("$.items[0].lag").value(0))
                .andExpect(jsonPath("$.items[0].segments.length()").value(2))
                .andExpect(jsonPath("$.items[0].parked.sequences").value(1))
                .andExpect(jsonPath("$.items[0].parked.facts").value(1))
                .andExpect(jsonPath("$.items[0].parked.items[0].sequence").value(failing.toString()));

        names.heal();
        http.perform(post("/api/operations/readers/names/parked/{id}/retry", failing.toString()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.handled").value(1))
                .andExpect(jsonPath("$.left").value(0));
        http.perform(post("/api/operations/readers/names/parked/{id}/retry", failing.toString()))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("https://customer360.io/problems/nothing-parked"));
        http.perform(post("/api/operations/readers/names/parked/{id}/discard", failing.toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\" \"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(org.hamcrest.Matchers.hasItems("eventId", "reason")));
        http.perform(post("/api/operations/readers/names/parked/{id}/discard", failing.toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"eventId\":\"1\",\"reason\":\"a\\u0000b\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("reason"));
    }

    @Test
    void saysByHowMuchAReaderIsBehindThatNoNodeWorksOn() throws Exception {
        EventProcessor processor =
                processing.eventProcessor("names", EventProcessor.class).orElseThrow();
        processor.shutDown();
        try {
            store(customers(3), "a", "b");
            awaitRelayed();
            Instant before = Instant.now();
            JsonNode reader = overview().at("/items/0");
            assertThat(reader.at("/status").asString()).isEqualTo("STOPPED");
            assertThat(reader.at("/error").asString()).startsWith("No node works on 2 of its 2 segments.");
            assertThat(reader.at("/lag").asLong()).isEqualTo(6);
            assertThat(reader.at("/lagSeconds").asDouble())
                    .isBetween(secondsFromRecording(before), secondsFromRecording(Instant.now()));

            await().untilAsserted(() -> {
                Scrape meters = scrape();
                assertThat(meters.value("customer360_reader_lag_events", "reader", "names"))
                        .isEqualTo(6);
                assertThat(meters.value("customer360_reader_lag_seconds", "reader", "names"))
                        .isBetween(secondsFromRecording(before), secondsFromRecording(Instant.now()));
                assertThat(meters.value("customer360_reader_status", "reader", "names", "status", "stopped"))
                        .isEqualTo(1);
                assertThat(meters.value("customer360_reader_status", "reader", "names", "status", "caught_up"))
                        .isEqualTo(0);
            });
        } finally {
            processor.start();
        }
        awaitCaughtUp();
        await().untilAsserted(() -> {
            JsonNode reader = overview().at("/items/0");
            assertThat(reader.at("/status").asString()).isEqualTo("CAUGHT_UP");
            assertThat(reader.at("/lagSeconds").asDouble()).isZero();
            assertThat(reader.hasNonNull("error")).isFalse();
            assertThat(scrape().value("customer360_reader_lag_seconds", "reader", "names"))
                    .isZero();
        });
    }

    @Test
    void saysWhyAReaderFailsAndSinceWhen() throws Exception {
        names.takesNothing = true;
        Instant before = Instant.now();
        store(customers(6), "a");
        awaitFailure("the store takes nothing");

        JsonNode reader = overview().at("/items/0");
        assertThat(reader.at("/status").asString()).isEqualTo("FAILING");
        assertThat(reader.at("/error").asString()).isEqualTo("the store takes nothing");
        assertThat(reader.at("/errorNode").asString()).isEqualTo(ReaderFailures.THIS_NODE);
        assertThat(Instant.parse(reader.at("/errorSince").asString())).isBetween(before, Instant.now());
        assertThat(reader.at("/lagSeconds").asDouble()).isBetween(secondsFromRecording(before), secondsFromNow());
        assertThat(reader.at("/segments")
                        .valueStream()
                        .map(segment -> segment.path("error").asString("")))
                .contains("the store takes nothing");
        await().untilAsserted(() -> assertThat(
                        scrape().value("customer360_reader_status", "reader", "names", "status", "failing"))
                .isEqualTo(1));

        names.heal();
        awaitCaughtUp();
        assertThat(jdbc.sql("select error from query.reader_failure where reader = 'names'")
                        .query(String.class)
                        .list())
                .as("what the other nodes were told, which is over by now")
                .contains("the store takes nothing");
        assertThat(overview().at("/items/0").hasNonNull("error")).isFalse();

        buildAgain();
        assertThat(jdbc.sql("select count(*) from query.reader_failure where reader = 'names'")
                        .query(Long.class)
                        .single())
                .as("failures at positions that the reader comes to again")
                .isZero();
    }

    @Test
    void saysWhyAReaderFailsOnAnotherNode() throws Exception {
        store(customers(1), "a");
        awaitCaughtUp();
        jdbc.sql("""
            insert into query.reader_failure values ('names', 1, ?, 'full disk', now() - interval '1 hour', '7@there')
            on conflict (reader, segment) do update set position = excluded.position, error = excluded.error,
                since = excluded.since, node = excluded.node\
            """).param(ledger.headPosition() + 1).update();

        JsonNode reader = overview().at("/items/0");
        assertThat(reader.at("/status").asString()).isEqualTo("FAILING");
        assertThat(reader.at("/error").asString()).isEqualTo("full disk");
        assertThat(reader.at("/errorNode").asString()).isEqualTo("7@there");
        assertThat(reader.at("/segments/0").hasNonNull("error")).isFalse();
        assertThat(reader.at("/segments/1/error").asString()).isEqualTo("full disk");

        store(customers(1), "b");
        awaitCaughtUp();
        assertThat(overview().at("/items/0").hasNonNull("error")).isFalse();
    }

    @Test
    void aFailureThatIsToldLateDoesNotHideALaterOne() {
        Instant since = Instant.parse("2026-01-02T03:04:05Z");
        failures.tell(new ReaderFailures.Told("elsewhere", 0, 20, "full disk", since, "2@there"));
        failures.tell(new ReaderFailures.Told("elsewhere", 0, 10, "gone by", since.minusSeconds(60), "1@there"));
        assertThat(toldElsewhere()).containsExactly("20 full disk 2@there");

        failures.tell(new ReaderFailures.Told("elsewhere", 0, 20, "fuller disk", since.plusSeconds(60), "3@there"));
        assertThat(toldElsewhere()).containsExactly("20 fuller disk 3@there");
    }

    private List<String> toldElsewhere() {
        return failures.told().stream()
                .filter(told -> told.reader().equals("elsewhere"))
                .map(told -> told.position() + " " + told.error() + " " + told.node())
                .toList();
    }

    @Test
    void whatCanNotBeLookedAtKeepsNobodyFromKnowingTheRest() throws Exception {
        int looks = blind.looks.get();
        await().until(() -> blind.looks.get() > looks + 1);

        assertThat(scrape().value("customer360_reader_segments", "reader", "names"))
                .isEqualTo(2);
    }

    @Test
    void countsWhatItHandlesAndTimesOnlyWhatTheViewShows() throws Exception {
        Scrape before = scrape();
        List<CustomerId> customers = customers(4);
        names.failing.add(customers.getFirst());
        store(customers, "a", "b");
        awaitCaughtUp();

        await().untilAsserted(() -> {
            Scrape after = scrape();
            assertThat(growth("customer360_reader_events_total", before, after)).isEqualTo(8);
            assertThat(growth("customer360_reader_delay_seconds_count", before, after))
                    .isEqualTo(6);
            assertThat(after.value("customer360_reader_delay_seconds_bucket", "reader", "names", "le", "0.25"))
                    .as("what was recorded long ago took longer")
                    .isZero();
            assertThat(after.value("customer360_reader_parked_sequences", "reader", "names"))
                    .isEqualTo(1);
            assertThat(after.value("customer360_reader_parked_facts", "reader", "names"))
                    .isEqualTo(2);
        });
    }

    @Test
    void tellsARateOfTheLastMinute() throws Exception {
        store(customers(5), "a", "b", "c");
        awaitCaughtUp();
        await().untilAsserted(() -> {
            JsonNode overview = overview();
            assertThat(overview.at("/items/0/rate").asDouble()).isPositive();
            assertThat(overview.at("/relay/rate").asDouble()).isPositive();
        });
    }

    @Test
    void saysByHowMuchTheRelayIsBehindWhenItIsHeldBack() throws Exception {
        try (Connection holding = tables.dataSource().getConnection();
                Statement lock = holding.createStatement()) {
            holding.setAutoCommit(false);
            lock.execute("LOCK TABLE query.ledger IN SHARE MODE");
            Instant before = Instant.now();
            store(customers(2), "a");
            JsonNode relay = overview().at("/relay");
            assertThat(relay.at("/pending").asLong()).isEqualTo(2);
            assertThat(relay.at("/lagSeconds").asDouble()).isBetween(secondsFromRecording(before), secondsFromNow());
            await().untilAsserted(() -> {
                Scrape meters = scrape();
                assertThat(meters.value("customer360_relay_lag_events")).isEqualTo(2);
                assertThat(meters.value("customer360_relay_lag_seconds"))
                        .isBetween(secondsFromRecording(before), secondsFromNow());
            });
            holding.rollback();
        }
        awaitCaughtUp();
        await().untilAsserted(() ->
                assertThat(scrape().value("customer360_relay_lag_seconds")).isZero());
        assertThat(overview().at("/relay/lagSeconds").asDouble()).isZero();
    }

    @Test
    void describesEveryMeterOfItsOwnAndBoundsItsLabels() throws Exception {
        Scrape meters = scrape();
        assertThat(meters.ours()).isNotEmpty().allSatisfy(sample -> {
            assertThat(meters.helpOf(sample)).as(sample.name()).contains(" ");
            assertThat(meters.typeOf(sample)).as(sample.name()).isIn("gauge", "counter", "histogram");
            assertThat(sample.labels().keySet()).as(sample.name()).isSubsetOf("reader", "status", "le");
        });
        assertThat(meters.value("customer360_relay_status", "status", "relaying"))
                .isEqualTo(1);
        assertThat(meters.value("customer360_relay_status", "status", "standing_by"))
                .isZero();
        assertThat(meters.value("customer360_ledger_position")).isNotNegative();
        assertThat(meters.value("customer360_reader_segments", "reader", "names"))
                .isEqualTo(2);
    }

    @Test
    void saysThatItDoesNotKnowRatherThanZeroWhileTheDatabaseCanNotBeAsked() {
        jdbc.sql("alter table query.dead_letter_entry rename to hidden").update();
        try {
            await().untilAsserted(() -> {
                Scrape meters = scrape();
                assertThat(meters.value("customer360_reader_lag_seconds", "reader", "names"))
                        .isNaN();
                assertThat(meters.value("customer360_reader_status", "reader", "names", "status", "caught_up"))
                        .isNaN();
                assertThat(meters.value("customer360_relay_lag_events")).isNaN();
            });
        } finally {
            jdbc.sql("alter table query.hidden rename to dead_letter_entry").update();
        }
        await().untilAsserted(() -> assertThat(scrape().value("customer360_reader_lag_events", "reader", "names"))
                .isZero());
    }

    @Test
    void readsWhoDiscardsFromAHeaderInAnyScript() throws Exception {
        CustomerId failing = EventStoreTables.customer();
        names.failing.add(failing);
        store(List.of(failing), "bad");
        awaitCaughtUp();
        names.heal();
        String discarding = "{\"eventId\":\"%s\",\"reason\":\"a test\"}".formatted(firstParked());
        http.perform(post("/api/operations/readers/names/parked/{id}/discard", failing.toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(discarding)
                        .header("X-Actor", "%zz"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value("https://customer360.io/problems/invalid-header"));
        http.perform(post("/api/operations/readers/names/parked/{id}/discard", failing.toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(discarding)
                        .header("X-Actor", "%E6%9D%8E%E9%9B%B7"))
                .andExpect(status().isOk());
        assertThat(jdbc.sql("select discarded_by from query.discarded_fact where sequence = ?")
                        .param(failing.toString())
                        .query(String.class)
                        .single())
                .isEqualTo("李雷");
    }

    private JsonNode overview() throws Exception {
        return JsonMapper.shared()
                .readTree(http.perform(get("/api/operations/readers"))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));
    }

    private Scrape scrape() throws Exception {
        return Scrape.of(http.perform(get("/actuator/prometheus"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }

    private static double growth(String meter, Scrape before, Scrape after) {
        return after.value(meter, "reader", "names") - before.value(meter, "reader", "names");
    }

    private static double secondsFromNow() {
        return secondsFromRecording(Instant.now());
    }

    /** All events of these tests have been recorded at the same moment. */
    private static double secondsFromRecording(Instant until) {
        return Duration.between(EventStoreTables.RECORDED_AT, until).toMillis() / 1000.0;
    }

    @Test
    void tellsOverHttpThatTheRelayFailsAndNoStatement() {
        jdbc.sql("alter table command.domain_event_entry rename to hidden").update();
        try {
            await().untilAsserted(() -> http.perform(get("/api/operations/readers"))
                    .andExpect(jsonPath("$.relay.state").value("FAILING"))
                    .andExpect(jsonPath("$.relay.error")
                            .value("PostgreSQL can't be reached, or refused a statement. The log has more.")));
        } finally {
            jdbc.sql("alter table command.hidden rename to domain_event_entry").update();
        }
        await().untilAsserted(() -> http.perform(get("/api/operations/readers"))
                .andExpect(jsonPath("$.relay.state").value("RELAYING")));
    }

    @Test
    void discardsNoOtherFactThanTheOneThatWasDecidedAbout() throws Exception {
        CustomerId failing = EventStoreTables.customer();
        names.failing.add(failing);
        store(List.of(failing), "a", "b");
        awaitCaughtUp();
        http.perform(post("/api/operations/readers/names/parked/{id}/discard", failing.toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"eventId\":\"%s\",\"reason\":\"x\"}".formatted(UUID.randomUUID())))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("https://customer360.io/problems/not-first-parked"))
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.containsString(firstParked())));
        assertThat(parked.of("names", 10))
                .singleElement()
                .extracting(ParkedFacts.Sequence::facts)
                .isEqualTo(2L);
    }

    @Test
    void showsAReadWhatItsTokenStandsFor() throws Exception {
        CustomerId customer = EventStoreTables.customer();
        int refreshes = names.refreshes.get();
        String token = tables.correctName(customer, 0, "Wei");
        http.perform(get("/test/names").param("customer", customer.toString()).header("X-Consistency-Token", token))
                .andExpect(status().isOk())
                .andExpect(header().doesNotExist("X-Consistency-Lag"))
                .andExpect(jsonPath("$[0]").value("Wei"));
        assertThat(names.refreshes).hasValue(refreshes + 1);
    }

    @Test
    void needsNoRefreshWhereDocumentsAreReadByTheirIds() throws Exception {
        CustomerId customer = EventStoreTables.customer();
        int refreshes = names.refreshes.get();
        String token = tables.correctName(customer, 0, "Wei");
        http.perform(get("/test/by-id").param("customer", customer.toString()).header("X-Consistency-Token", token))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0]").value("Wei"));
        assertThat(names.refreshes).hasValue(refreshes);
    }

    @Test
    void waitsForNoViewWhereSomebodyAsksHowFarTheyAre() throws Exception {
        names.gate = new CountDownLatch(1);
        String token = tables.correctName(EventStoreTables.customer(), 0, "a");
        http.perform(get("/api/operations/readers").header("X-Consistency-Token", token))
                .andExpect(status().isOk())
                .andExpect(header().doesNotExist("X-Consistency-Lag"));
    }

    @Test
    void saysHowFarTheViewLagsWhenTimeRunsOut() throws Exception {
        names.gate = new CountDownLatch(1);
        CustomerId customer = EventStoreTables.customer();
        tables.correctName(customer, 0, "a");
        String token = tables.correctName(customer, 1, "b");
        http.perform(get("/test/names").param("customer", customer.toString()).header("X-Consistency-Token", token))
                .andExpect(status().isOk())
                .andExpect(header().string("X-Consistency-Lag", "2"))
                .andExpect(jsonPath("$").isEmpty());
    }

    @Test
    void saysHowFarTheViewLagsWhenTheRelayIsHeldBack() throws Exception {
        CustomerId customer = EventStoreTables.customer();
        try (Connection holding = tables.dataSource().getConnection();
                Statement lock = holding.createStatement()) {
            holding.setAutoCommit(false);
            lock.execute("LOCK TABLE query.ledger IN SHARE MODE");
            String token = tables.correctName(customer, 0, "a");
            http.perform(get("/test/names")
                            .param("customer", customer.toString())
                            .header("X-Consistency-Token", token))
                    .andExpect(status().isOk())
                    .andExpect(header().string("X-Consistency-Lag", "1"));
            holding.rollback();
        }
    }

    @Test
    void refusesTokensThatNoWriteAnsweredWith() throws Exception {
        http.perform(get("/test/names").param("customer", "x").header("X-Consistency-Token", "yesterday"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value("https://customer360.io/problems/unknown-consistency-token"))
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.containsString("'yesterday'")));
        String stranger = UUID.randomUUID().toString();
        http.perform(get("/test/names").param("customer", "x").header("X-Consistency-Token", stranger))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.containsString(stranger)));
    }

    private String firstParked() {
        return parked.of("names", 1).getFirst().eventId();
    }

    private static List<CustomerId> customers(int count) {
        List<CustomerId> customers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            customers.add(EventStoreTables.customer());
        }
        return customers;
    }

    private static void store(List<CustomerId> customers, String... newNames) throws SQLException {
        store(customers, 0, newNames);
    }

    /** One transaction a name, so that customers come mixed. */
    private static void store(List<CustomerId> customers, long version, String... newNames) throws SQLException {
        try (Connection connection = tables.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < newNames.length; i++) {
                for (CustomerId customer : customers) {
                    EventStoreTables.correctName(connection, customer, version + i, newNames[i]);
                }
                connection.commit();
            }
        }
    }

    private void awaitRelayed() {
        await().untilAsserted(() -> assertThat(ledger.headPosition())
                .isEqualTo(jdbc.sql("select count(*) from command.domain_event_entry")
                        .query(Long.class)
                        .single()));
    }

    private void awaitCaughtUp() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            long stored = jdbc.sql("select count(*) from command.domain_event_entry")
                    .query(Long.class)
                    .single();
            assertThat(ledger.headPosition()).isEqualTo(stored);
            assertThat(tokens.segments("names"))
                    .isNotEmpty()
                    .allSatisfy(segment -> assertThat(segment.position()).isEqualTo(stored));
        });
    }

    private void awaitFailure(String message) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(failure())
                        .isNotNull()
                        .extracting(Reader.Failure::message)
                        .isEqualTo(message));
    }

    private Reader.Failure failure() {
        return readers.find("names").orElseThrow().reader().failures().stream()
                .findFirst()
                .orElse(null);
    }

    /** Can never be asked how it is. */
    static final class Blind implements Watched {

        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public void look() {
            looks.incrementAndGet();
            throw new IllegalStateException("for a test");
        }

        @Override
        public void forget() {}
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({AxonBasics.class, WebPlatform.class})
    @ComponentScan(
            basePackages = {"io.customer360.query.ledger", "io.customer360.query.platform"},
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = SpringBootConfiguration.class),
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "io\\.customer360\\.query\\.platform\\.elasticsearch\\..*")
            })
    static class Application {

        @Bean
        NamesProjection names() {
            return new NamesProjection();
        }

        @Bean
        Blind blind() {
            return new Blind();
        }

        @Bean
        OutdatedViews outdatedViews() {
            return new OutdatedViews(Set::of);
        }

        /** Found as a member of this class. Not static: other tests scan this package too, and must not find it. */
        @RestController
        class NamesResource {

            private final NamesProjection names;

            NamesResource(NamesProjection names) {
                this.names = names;
            }

            @GetMapping("/test/names")
            List<String> search(String customer) {
                return names.namesOf(CustomerId.of(customer));
            }

            @GetMapping("/test/by-id")
            @ReadsById
            List<String> read(String customer) {
                return names.namesOf(CustomerId.of(customer));
            }
        }
    }
}
