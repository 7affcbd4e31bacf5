package io.customer360.benchmarks;

import io.customer360.benchmarks.load.Clients;
import io.customer360.benchmarks.load.Clients.Client;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends the bulk requests of the application to Elasticsearch once more, with the same bytes, by two clients that do
 * nothing else, into indices that are set up the same.
 */
final class PlainBulks {

    private static final List<String> ALIASES = List.of("customers", "timeline");
    private static final List<String> SET_BY_SERVER = List.of("uuid", "creation_date", "provided_name", "version");
    private static final String PREFIX = "plain-";
    private static final String BULK = "/_bulk";
    private static final int CLIENTS = 2;
    private static final int CONFLICT = 409;

    private final PlainElasticsearch elasticsearch;
    private final Spool spool;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param spool for what is sent */
    PlainBulks(PlainElasticsearch elasticsearch, Spool spool) {
        this.elasticsearch = elasticsearch;
        this.spool = spool;
    }

    /** Bulk requests, ready to be sent to the copies of the indices. */
    record Prepared(List<RecordedRequest> requests, long documents) {

        Prepared {
            requests = List.copyOf(requests);
        }
    }

    /** How the indices are while they are filled. */
    enum Filling {
        /** As those that are searched meanwhile. */
        LIVE,
        /** Nobody searches them yet; at the end all of it can be searched and is written to disk. */
        BESIDE_LIVE
    }

    /** Forgets what was prepared before. */
    Prepared prepare(List<RecordedRequest> recorded) throws IOException {
        spool.clear();
        List<RecordedRequest> requests = new ArrayList<>();
        long documents = 0;
        for (RecordedRequest request : recorded) {
            if (request.target().contains(BULK)) {
                BulkBody body = BulkBody.elsewhere(request.bytes(), PREFIX);
                documents += body.documents();
                String target = request.target().substring(request.target().indexOf(BULK));
                requests.add(
                        new RecordedRequest(request.method(), target, request.headers(), spool.keep(body.bytes())));
            }
        }
        return new Prepared(requests, documents);
    }

    /** @return documents a second */
    double rate(Prepared bulks, Filling filling) throws Exception {
        for (String alias : ALIASES) {
            delete(alias);
            createLike(alias, filling);
        }
        long begin = System.nanoTime();
        Clients.rate(CLIENTS, bulks.requests(), () -> (Client<RecordedRequest>) this::send);
        if (filling == Filling.BESIDE_LIVE) {
            for (String alias : ALIASES) {
                elasticsearch.ask("POST", "/" + PREFIX + alias + "/_flush");
                elasticsearch.ask("POST", "/" + PREFIX + alias + "/_refresh");
            }
        }
        double seconds = Clients.seconds(begin);
        for (String alias : ALIASES) {
            delete(alias);
        }
        return bulks.documents() / seconds;
    }

    private void send(RecordedRequest request) throws IOException, InterruptedException {
        byte[] answer = elasticsearch.send(request.method(), request.target(), request.headers(), request.bytes());
        if (new String(answer, StandardCharsets.UTF_8).contains("\"errors\":true")) {
            refuseAllButConflicts(json.readTree(answer));
        }
    }

    /** A version that comes after a later one is refused with good reason. */
    private static void refuseAllButConflicts(JsonNode answer) {
        for (JsonNode item : answer.path("items")) {
            for (JsonNode result : item) {
                if (result.has("error") && result.path("status").asInt() != CONFLICT) {
                    throw new IllegalStateException("Refused: " + result);
                }
            }
        }
    }

    private void delete(String alias) throws IOException, InterruptedException {
        elasticsearch.ask("DELETE", "/" + PREFIX + alias + "-1?ignore_unavailable=true");
    }

    private void createLike(String alias, Filling filling) throws IOException, InterruptedException {
        JsonNode state = elasticsearch.ask("GET", "/" + alias).iterator().next();
        ObjectNode settings = (ObjectNode) state.required("settings").required("index");
        settings.remove(SET_BY_SERVER);
        if (filling == Filling.BESIDE_LIVE) {
            settings.put("refresh_interval", "-1");
        }
        ObjectNode body = json.createObjectNode();
        body.putObject("settings").set("index", settings);
        body.set("mappings", state.required("mappings"));
        body.putObject("aliases").putObject(PREFIX + alias);
        elasticsearch.ask("PUT", "/" + PREFIX + alias + "-1", body);
    }
}
