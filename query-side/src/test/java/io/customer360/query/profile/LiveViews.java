package io.customer360.query.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customer360.embedded.TestServers;
import io.customer360.events.InteractionEvent;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.json.EventJson;
import io.customer360.query.QuerySideApplication;
import io.customer360.query.platform.elasticsearch.IndexVersions;
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
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The whole read side on a database and indices of its own, fed with random histories. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LiveViews {

    private static final JsonMapper JSON = EventJson.mapper();
    protected static final List<String> READERS = List.of("profile", "timeline");

    protected final String database = TestServers.freshDatabase();
    protected final String prefix = "it" + Long.toString(System.nanoTime(), 36) + "-";
    protected final HttpClient http = HttpClient.newHttpClient();
    protected ConfigurableApplicationContext application;
    private long nextSeed = 1;

    @BeforeAll
    void start() {
        application = new SpringApplicationBuilder(QuerySideApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--spring.datasource.url=" + database,
                                        "--spring.datasource.username="
                                                + TestServers.postgres().username(),
                                        "--spring.datasource.password="
                                                + TestServers.postgres().password(),
                                        "--axon.axonserver.enabled=false",
                                        "--customer360.elasticsearch.url=" + TestServers.elasticsearchUrl(),
                                        "--customer360.elasticsearch.index-prefix=" + prefix),
                                arguments().stream())
                        .toArray(String[]::new));
    }

    /** Further ones that the application is started with. */
    protected List<String> arguments() {
        return List.of();
    }

    @AfterAll
    void stop() {
        IndexVersions versions = application.getBean(IndexVersions.class);
        READERS.stream().flatMap(reader -> versions.versions(reader).stream()).forEach(versions::delete);
        application.close();
    }

    /** To be appended to the ledger as it is now. */
    protected List<Entry> histories(int customers, int subjects) {
        Long head = jdbc().queryForObject("select coalesce(max(position), 0) from query.ledger", Long.class);
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            all.addAll(RandomHistory.of(nextSeed++, subjects, head + all.size() + 1));
        }
        return all;
    }

    /** Appended to the ledger, and handled by the readers. */
    protected List<Entry> handledHistories(int customers, int subjects) {
        List<Entry> histories = histories(customers, subjects);
        appendAndAwaitReaders(histories);
        return histories;
    }

    protected void appendAndAwaitReaders(List<Entry> entries) {
        append(entries);
        awaitReaders(entries);
    }

    protected void append(List<Entry> entries) {
        new LedgerRows(jdbc()).append(entries);
    }

    /** Until the tokens of all segments have come to the last entry. */
    protected void awaitReaders(List<Entry> history) {
        long head = history.getLast().context().position();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                // A segment that fails is nobody's for a moment, and missing among them.
                .untilAsserted(() -> assertThat(positions())
                        .isNotEmpty()
                        .hasSameSizeAs(tokens())
                        .allMatch(position -> position >= head));
    }

    protected List<Long> positions() {
        return processors()
                .flatMap(processor -> ((StreamingEventProcessor) processor).processingStatus().values().stream())
                .map(status -> status.getCurrentPosition().orElse(0))
                .toList();
    }

    protected Stream<EventProcessor> processors() {
        EventProcessingConfiguration axon = application.getBean(EventProcessingConfiguration.class);
        return READERS.stream().map(name -> axon.eventProcessor(name).orElseThrow());
    }

    protected List<Map<String, Object>> tokens() {
        return jdbc().queryForList("select processor_name, segment, token from query.token_entry");
    }

    protected void assertFoldedFromZero(List<Entry> history) {
        assertThat(customers(history)).isEqualTo(foldedFromZero(history));
    }

    protected Map<String, String> foldedFromZero(List<Entry> history) {
        PhoneForms phoneForms = application.getBean(PhoneForms.class);
        Map<CustomerId, Profile> profiles = new LinkedHashMap<>();
        history.forEach(entry -> profiles.compute(
                entry.fact().customerId(), (_, before) -> ProfileFold.fold(before, entry.fact(), entry.context())));
        Map<String, String> documents = new TreeMap<>();
        profiles.forEach((id, profile) ->
                documents.put(id.toString(), JSON.writeValueAsString(ProfileDocument.of(profile, phoneForms))));
        return documents;
    }

    protected Map<String, String> customers(List<Entry> history) {
        return documents(
                "customers",
                history.stream().map(entry -> entry.fact().customerId().toString()));
    }

    protected Map<String, String> timeline(List<Entry> history) {
        return documents(
                "timeline",
                history.stream()
                        .filter(entry -> entry.fact() instanceof InteractionEvent)
                        .map(entry -> entry.context().eventId()));
    }

    /** As they are stored, byte for byte. */
    protected Map<String, String> documents(String alias, Stream<String> ids) {
        Map<String, String> documents = new TreeMap<>();
        ids.distinct().forEach(id -> documents.put(id, source(alias, id)));
        return documents;
    }

    protected String source(String alias, String id) {
        URI uri = TestServers.elasticsearchUrl().resolve("/" + prefix + alias + "/_source/" + id);
        try {
            var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s %s", alias, id).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    protected JdbcTemplate jdbc() {
        return application.getBean(JdbcTemplate.class);
    }

    protected static Set<Class<?>> kinds(List<Entry> history) {
        return history.stream().map(entry -> entry.fact().getClass()).collect(Collectors.toSet());
    }

    protected static Set<Class<?>> permitted(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses())
                        .flatMap(member -> permitted(member).stream())
                        .collect(Collectors.toSet())
                : Set.of(family);
    }
}
