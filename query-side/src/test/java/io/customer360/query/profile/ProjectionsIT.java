package io.customer360.query.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.customer360.embedded.TestServers;
import io.customer360.events.CustomerFact;
import io.customer360.events.InteractionEvent;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.json.EventJson;
import io.customer360.query.QuerySideApplication;
import io.customer360.query.profile.RandomHistory.Entry;
import io.customer360.query.text.PhoneForms;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectionsIT {

    private static final JsonMapper JSON = EventJson.mapper();
    private static final List<String> READERS = List.of("profile", "timeline");

    private final String database = TestServers.freshDatabase();
    private final String prefix = "it" + Long.toString(System.nanoTime(), 36) + "-";
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext application;
    private long nextSeed = 1;

    @BeforeAll
    void start() {
        application = new SpringApplicationBuilder(QuerySideApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=" + TestServers.postgres().username(),
                        "--spring.datasource.password=" + TestServers.postgres().password(),
                        "--axon.axonserver.enabled=false",
                        "--customer360.elasticsearch.url=" + TestServers.elasticsearchUrl(),
                        "--customer360.elasticsearch.index-prefix=" + prefix);
    }

    @AfterAll
    void stop() throws IOException {
        ElasticsearchClient client = application.getBean(ElasticsearchClient.class);
        client.indices().delete(delete -> delete.index(prefix + "customers-1", prefix + "timeline-1"));
        application.close();
    }

    @Test
    void theLiveViewIsTheFoldFromZeroByteForByte() {
        List<Entry> history = histories(20, 30);

        append(history);
        awaitReaders(history);

        assertThat(customers(history)).isEqualTo(foldedFromZero(history));
    }

    @Test
    void everyKindOfEventFitsIntoTheStrictMappings() {
        List<Entry> history = histories(20, 30);
        assertThat(kinds(history)).isEqualTo(permitted(CustomerFact.class));

        append(history);
        awaitReaders(history);

        Set<String> interactions = history.stream()
                .filter(entry -> entry.fact() instanceof InteractionEvent)
                .map(entry -> entry.context().eventId())
                .collect(Collectors.toSet());
        assertThat(timeline(history).keySet()).isEqualTo(interactions);
        assertThat(jdbc().queryForObject("select count(*) from query.dead_letter_entry", Long.class))
                .isZero();
    }

    @Test
    void readingFactsAgainAfterACrashChangesNothing() {
        List<Entry> history = histories(10, 30);
        int half = history.size() / 2;
        append(history.subList(0, half));
        awaitReaders(history.subList(0, half));
        List<Map<String, Object>> tokensBefore = tokens();
        append(history.subList(half, history.size()));
        awaitReaders(history);
        Map<String, String> customers = customers(history);
        Map<String, String> timeline = timeline(history);

        // As after a crash between the bulk request and the token: the documents are there, the token is not.
        processors().forEach(EventProcessor::shutDown);
        tokensBefore.forEach(token -> jdbc().update(
                        "update query.token_entry set token = ?, owner = null where processor_name = ? and segment = ?",
                        token.get("token"),
                        token.get("processor_name"),
                        token.get("segment")));
        processors().forEach(EventProcessor::start);
        awaitReaders(history);

        assertThat(customers(history)).isEqualTo(customers);
        assertThat(timeline(history)).isEqualTo(timeline);
    }

    @Test
    void aRebuildFromTheLedgerComesToTheSame() throws IOException {
        List<Entry> history = histories(10, 30);
        append(history);
        awaitReaders(history);
        Map<String, String> customers = customers(history);
        Map<String, String> timeline = timeline(history);

        processors().forEach(EventProcessor::shutDown);
        jdbc().update("delete from query.token_entry");
        stop();
        start();
        awaitReaders(history);

        assertThat(customers(history)).isEqualTo(customers);
        assertThat(timeline(history)).isEqualTo(timeline);
    }

    @Test
    void buildsLostIndicesAgainFromTheWholeLedger() throws IOException {
        List<Entry> history = histories(10, 30);
        append(history);
        awaitReaders(history);
        Map<String, String> customers = customers(history);
        Map<String, String> timeline = timeline(history);
        processors().forEach(EventProcessor::shutDown);
        park(history.getLast().fact().customerId());

        stop();
        start();
        awaitReaders(history);

        assertThat(customers(history)).isEqualTo(customers);
        assertThat(timeline(history)).isEqualTo(timeline);
        assertThat(jdbc().queryForObject("select count(*) from query.dead_letter_entry", Long.class))
                .isZero();
    }

    /** Leaves a row that makes all of a customer's facts wait. */
    private void park(CustomerId customer) {
        jdbc().update("""
            insert into query.dead_letter_entry (dead_letter_id, processing_group, sequence_identifier,
                sequence_index, message_type, event_identifier, time_stamp, payload_type, payload,
                enqueued_at)
            values (gen_random_uuid()::text, 'profile', ?, 0, 'Event', gen_random_uuid()::text,
                '2026-01-01T00:00:00Z', 'parked', '', now())\
            """, customer.toString());
    }

    /** To be appended to the ledger as it is now. */
    private List<Entry> histories(int customers, int subjects) {
        Long head = jdbc().queryForObject("select coalesce(max(position), 0) from query.ledger", Long.class);
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            all.addAll(RandomHistory.of(nextSeed++, subjects, head + all.size() + 1));
        }
        return all;
    }

    private void append(List<Entry> entries) {
        new LedgerRows(jdbc()).append(entries);
    }

    /** Until the tokens of all segments have come to the last entry. */
    private void awaitReaders(List<Entry> history) {
        long head = history.getLast().context().position();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(positions()).isNotEmpty().allMatch(position -> position >= head));
    }

    private List<Long> positions() {
        return processors()
                .flatMap(processor -> ((StreamingEventProcessor) processor).processingStatus().values().stream())
                .map(status -> status.getCurrentPosition().orElse(0))
                .toList();
    }

    private Stream<EventProcessor> processors() {
        EventProcessingConfiguration axon = application.getBean(EventProcessingConfiguration.class);
        return READERS.stream().map(name -> axon.eventProcessor(name).orElseThrow());
    }

    private List<Map<String, Object>> tokens() {
        return jdbc().queryForList("select processor_name, segment, token from query.token_entry");
    }

    private Map<String, String> foldedFromZero(List<Entry> history) {
        PhoneForms phoneForms = application.getBean(PhoneForms.class);
        Map<CustomerId, Profile> profiles = new LinkedHashMap<>();
        history.forEach(entry -> profiles.compute(
                entry.fact().customerId(), (_, before) -> ProfileFold.fold(before, entry.fact(), entry.context())));
        Map<String, String> documents = new TreeMap<>();
        profiles.forEach((id, profile) ->
                documents.put(id.toString(), JSON.writeValueAsString(ProfileDocument.of(profile, phoneForms))));
        return documents;
    }

    private Map<String, String> customers(List<Entry> history) {
        return documents(
                "customers",
                history.stream().map(entry -> entry.fact().customerId().toString()));
    }

    private Map<String, String> timeline(List<Entry> history) {
        return documents(
                "timeline",
                history.stream()
                        .filter(entry -> entry.fact() instanceof InteractionEvent)
                        .map(entry -> entry.context().eventId()));
    }

    /** As they are stored, byte for byte. */
    private Map<String, String> documents(String alias, Stream<String> ids) {
        Map<String, String> documents = new TreeMap<>();
        ids.distinct().forEach(id -> documents.put(id, source(alias, id)));
        return documents;
    }

    private String source(String alias, String id) {
        URI uri = TestServers.elasticsearchUrl().resolve("/" + prefix + alias + "/_source/" + id);
        try {
            var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s %s", alias, id).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JdbcTemplate jdbc() {
        return application.getBean(JdbcTemplate.class);
    }

    private static Set<Class<?>> kinds(List<Entry> history) {
        return history.stream().map(entry -> entry.fact().getClass()).collect(Collectors.toSet());
    }

    private static Set<Class<?>> permitted(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses())
                        .flatMap(member -> permitted(member).stream())
                        .collect(Collectors.toSet())
                : Set.of(family);
    }
}
