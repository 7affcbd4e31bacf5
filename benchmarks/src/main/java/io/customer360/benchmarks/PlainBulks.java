package io.customer360.benchmarks;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.indices.IndexState;
import io.customer360.benchmarks.Clients.Client;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends documents to Elasticsearch that the application has sent before, into indices that are set up the same. */
final class PlainBulks {

    private static final List<String> ALIASES = List.of("customers", "timeline");
    private static final List<String> SET_BY_SERVER = List.of("uuid", "creation_date", "provided_name", "version");
    private static final String PREFIX = "plain-";
    private static final int CLIENTS = 2;
    private static final int CONFLICT = 409;

    private final ElasticsearchClient client;
    private final URI server;
    private final JsonMapper json = JsonMapper.builder().build();

    PlainBulks(ElasticsearchClient client, URI server) {
        this.client = client;
        this.server = server;
    }

    static long documents(List<BulkRequest> requests) {
        return requests.stream()
                .mapToLong(request -> request.operations().size())
                .sum();
    }

    /** @return documents a second */
    double rate(List<BulkRequest> recorded) throws Exception {
        List<BulkRequest> requests =
                recorded.stream().map(PlainBulks::elsewhere).toList();
        for (String alias : ALIASES) {
            createLike(alias);
        }
        double requestRate = Clients.rate(CLIENTS, requests, () -> (Client<BulkRequest>) this::send);
        for (String alias : ALIASES) {
            client.indices().delete(delete -> delete.index(PREFIX + alias));
        }
        return requestRate * documents(requests) / requests.size();
    }

    private void send(BulkRequest request) throws IOException {
        BulkResponse response = client.bulk(request);
        response.items().stream()
                .filter(item -> item.error() != null && item.status() != CONFLICT)
                .findFirst()
                .ifPresent(item -> {
                    throw new IllegalStateException("Refused: " + item);
                });
    }

    private static BulkRequest elsewhere(BulkRequest request) {
        return BulkRequest.of(bulk -> bulk.operations(
                request.operations().stream().map(PlainBulks::elsewhere).toList()));
    }

    private static BulkOperation elsewhere(BulkOperation operation) {
        var written = operation.<Object>index();
        return BulkOperation.of(copy -> copy.index(index -> index.index(PREFIX + alias(written.index()))
                .id(written.id())
                .version(written.version())
                .versionType(written.versionType())
                .document(written.document())));
    }

    /** Recorded requests name the alias or, in a rebuild, the index that takes it over. */
    private static String alias(String index) {
        return index.replaceFirst("-\\d+$", "");
    }

    private void createLike(String alias) throws IOException, InterruptedException {
        Map<String, IndexState> states =
                client.indices().get(get -> get.index(alias)).indices();
        String name = states.keySet().iterator().next();
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonNode state = json.readTree(http.send(
                                    HttpRequest.newBuilder(server.resolve("/" + name))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .required(name);
            ObjectNode settings = (ObjectNode) state.required("settings").required("index");
            settings.remove(SET_BY_SERVER);
            ObjectNode body = json.createObjectNode();
            body.putObject("settings").set("index", settings);
            body.set("mappings", state.required("mappings"));
            HttpResponse<String> created = http.send(
                    HttpRequest.newBuilder(server.resolve("/" + PREFIX + alias))
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (created.statusCode() != 200) {
                throw new IllegalStateException(created.body());
            }
        }
    }
}
