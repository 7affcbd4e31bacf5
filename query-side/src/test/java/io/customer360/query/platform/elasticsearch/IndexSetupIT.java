package io.customer360.query.platform.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import io.customer360.embedded.TestServers;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.platform.BulkAnswer;
import io.customer360.query.platform.OutdatedViews;
import io.customer360.query.platform.elasticsearch.BulkWriter.Document;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IndexSetupIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final CustomerId CUSTOMER = new CustomerId(new UUID(0, 1));

    private final ElasticsearchConfiguration configuration = new ElasticsearchConfiguration();
    private final ElasticsearchProperties properties = properties(TestServers.elasticsearchUrl());
    private final Rest5Client rest = configuration.elasticsearchRestClient(properties);
    private final ElasticsearchClient client = configuration.elasticsearchClient(rest);
    private final String alias = "setup" + Long.toString(System.nanoTime(), 36);

    @AfterEach
    void cleanUp() throws IOException {
        client.indices().delete(delete -> delete.index(alias + "-1").ignoreUnavailable(true));
        rest.close();
    }

    @Test
    void makesTheIndexBehindItsAliasAndFindsItAgain() throws IOException {
        setUp(definition("keyword"));
        setUp(definition("keyword"));

        assertThat(client.indices().getAlias(get -> get.name(alias)).aliases()).containsOnlyKeys(alias + "-1");
    }

    @Test
    void letsSeveralNodesStartAtOnce() throws InterruptedException, ExecutionException {
        try (var nodes = Executors.newFixedThreadPool(4)) {
            List<? extends Future<?>> starts = IntStream.range(0, 4)
                    .mapToObj(_ -> nodes.submit(() -> setUp(definition("keyword"))))
                    .toList();
            for (Future<?> start : starts) {
                start.get();
            }
        }
    }

    @Test
    void startsOnAnIndexWithAnotherMappingAndWritesNothingToIt() {
        setUp(definition("keyword"));

        assertThat(setUp(definition("text"))).containsExactly("profile");

        assertThatThrownBy(() ->
                        writer(definition("text")).write(List.of(document("1", CUSTOMER, Map.of("word", "x")))))
                .isInstanceOf(BulkAnswer.TryAgain.class);
        assertThat(setUp(definition("keyword"))).isEmpty();
        assertThat(writer(definition("keyword")).write(List.of(document("1", CUSTOMER, Map.of("word", "x")))))
                .isEmpty();
    }

    @Test
    void letsAnIndexBeWrittenThatWasMadeBeforeItSaidByWhom() throws IOException {
        setUp(definition("keyword"));
        client.indices()
                .deleteAlias(delete ->
                        delete.index(alias + "-1").name(definition("keyword").writeAlias()));

        setUp(definition("keyword"));

        assertThat(writer(definition("keyword")).write(List.of(document("1", CUSTOMER, Map.of("word", "x")))))
                .isEmpty();
    }

    @Test
    void namesTheDirectoryToDeleteWhereElasticsearchStopsWithTheApplication(@TempDir Path directory)
            throws IOException {
        ElasticsearchProperties own = properties(TestServers.elasticsearchUrl(), directory);
        setUp(definition("keyword"));
        client.indices().deleteAlias(delete -> delete.index(alias + "-1").name(alias));

        FailureAnalysis analysis = Objects.requireNonNull(new ReportUnusableElasticsearch()
                .analyze(new BeanCreationException(
                        "indexSetup", "failed", catchThrowable(() -> setUp(own, definition("keyword"))))));

        assertThat(analysis.getDescription()).contains("Alias " + alias);
        assertThat(analysis.getAction()).contains("Delete the directory " + directory.toAbsolutePath());
    }

    @Test
    void refusesAnIndexThatLostItsAlias() throws IOException {
        setUp(definition("keyword"));
        client.indices().deleteAlias(delete -> delete.index(alias + "-1").name(alias));

        assertThatThrownBy(() -> setUp(definition("keyword")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Alias " + alias);
    }

    @Test
    void saysWhichElasticsearchDoesNotAnswer() throws IOException {
        URI nobody;
        try (ServerSocket port = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + port.getLocalPort());
        }
        ElasticsearchProperties toNobody = properties(nobody);
        try (Rest5Client restToNobody = configuration.elasticsearchRestClient(toNobody)) {
            ElasticsearchClient clientToNobody = configuration.elasticsearchClient(restToNobody);

            assertThatThrownBy(() -> new IndexSetup(
                                    clientToNobody,
                                    List.of(),
                                    toNobody,
                                    IndexSetupIT::onlyMake,
                                    new OutdatedViews(Set::of))
                            .start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(nobody.toString())
                    .hasMessageContaining("customer360.elasticsearch.url");
            assertThat(new ElasticsearchHealth(clientToNobody).health().getStatus())
                    .isEqualTo(Status.DOWN);
        }
    }

    @Test
    void isHealthyWhileElasticsearchAnswers() {
        assertThat(new ElasticsearchHealth(client).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void refusesOnlyTheDocumentThatDoesNotFit() throws IOException {
        setUp(definition("keyword"));
        CustomerId other = new CustomerId(new UUID(0, 2));

        Map<CustomerId, String> refused = writer(definition("keyword"))
                .write(List.of(
                        document("1", CUSTOMER, Map.of("unknown", 1)), document("2", other, Map.of("word", "x"))));

        assertThat(refused).containsOnlyKeys(CUSTOMER);
        assertThat(refused.get(CUSTOMER)).contains("strict_dynamic_mapping_exception");
        assertThat(client.exists(exists -> exists.index(alias).id("2")).value()).isTrue();
    }

    @Test
    void takesAnOlderVersionForWrittenAlready() throws IOException {
        setUp(definition("keyword"));
        BulkWriter writer = writer(definition("keyword"));

        assertThat(writer.write(List.of(new Document(Index.behind(alias), "1", 7L, CUSTOMER, Map.of("word", "new")))))
                .isEmpty();
        assertThat(writer.write(List.of(new Document(Index.behind(alias), "1", 6L, CUSTOMER, Map.of("word", "old")))))
                .isEmpty();

        JsonNode stored = JSON.valueToTree(
                client.get(get -> get.index(alias).id("1"), Map.class).source());
        assertThat(stored.get("word").asString()).isEqualTo("new");
    }

    @Test
    void triesAgainWhileTheIndexIsMissing() {
        assertThatThrownBy(() ->
                        writer(definition("keyword")).write(List.of(document("1", CUSTOMER, Map.of("word", "x")))))
                .isInstanceOf(BulkAnswer.TryAgain.class);
    }

    @Test
    void deletesWhatIsThereAndTellsWhatItCouldNotDelete() {
        setUp(definition("keyword"));
        writer(definition("keyword")).write(List.of(document("1", CUSTOMER, Map.of("word", "x"))));
        IndexVersions versions = new IndexVersions(client, List.of(definition("keyword")), properties);

        versions.deleteDocuments(alias, List.of("1", "2"));
        assertThat(versions.documents(alias, List.of("1"))).isEmpty();

        versions.blockWrites(List.of(alias), true);
        assertThatThrownBy(() -> versions.deleteDocuments(alias, List.of("3")))
                .isInstanceOf(BulkAnswer.TryAgain.class)
                .hasMessageContainingAll("document 3", "blocked by");
    }

    private Document document(String id, CustomerId customerId, Object content) {
        return new Document(Index.behind(alias), id, null, customerId, content);
    }

    private BulkWriter writer(IndexDefinition definition) {
        return configuration.bulkWriter(client, List.of(definition));
    }

    /** @return the readers whose views are outdated */
    private Set<String> setUp(IndexDefinition definition) {
        return setUp(properties, definition);
    }

    private Set<String> setUp(ElasticsearchProperties found, IndexDefinition definition) {
        List<IndexDefinition> definitions = List.of(definition);
        OutdatedViews outdated = new OutdatedViews(new IndexVersions(client, definitions, found)::outdated);
        new IndexSetup(client, definitions, found, IndexSetupIT::onlyMake, outdated).start();
        return outdated.readers();
    }

    /** There are no readers here that could begin anew. */
    private static void onlyMake(String reader, BooleanSupplier needed, IntConsumer newPlace) {
        if (needed.getAsBoolean()) {
            newPlace.accept(1);
        }
    }

    private IndexDefinition definition(String type) {
        return new IndexDefinition(
                alias,
                "profile",
                JSON.createObjectNode(),
                JSON.readTree("{\"dynamic\":\"strict\",\"properties\":{\"word\":{\"type\":\"%s\"}}}".formatted(type)));
    }

    private static ElasticsearchProperties properties(URI url) {
        return properties(url, null);
    }

    private static ElasticsearchProperties properties(URI url, @Nullable Path ownDirectory) {
        return new ElasticsearchProperties(
                List.of(url),
                null,
                null,
                null,
                "",
                1,
                0,
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                ownDirectory);
    }
}
