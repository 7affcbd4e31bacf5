package io.customer360.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Elasticsearch without the application: bytes there, bytes back. */
final class PlainElasticsearch implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> AS_JSON = Map.of("Content-Type", "application/json");
    private static final int FIRST_REFUSAL = 300;

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    PlainElasticsearch(URI server) {
        this.server = server;
    }

    /** @throws IllegalStateException if it is refused */
    byte[] send(String method, String target, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(target))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw new IllegalStateException("%s %s: %d %s"
                    .formatted(method, target, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return answer.body();
    }

    JsonNode ask(String method, String target) throws IOException, InterruptedException {
        return JSON.readTree(send(method, target, Map.of(), new byte[0]));
    }

    JsonNode ask(String method, String target, JsonNode body) throws IOException, InterruptedException {
        return JSON.readTree(send(method, target, AS_JSON, JSON.writeValueAsBytes(body)));
    }

    @Override
    public void close() {
        http.close();
    }
}
