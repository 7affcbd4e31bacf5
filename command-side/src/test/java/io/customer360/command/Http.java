package io.customer360.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes over HTTP, as a client would. */
public final class Http {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    public Http(int port) {
        this.port = port;
    }

    public Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Reply put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Reply get(String path) {
        return send("GET", path, "");
    }

    /** POSTs what has to be created, and gives its id. */
    public String create(String path, String body) {
        Reply reply = post(path, body);
        assertThat(reply.status()).as("%s %s", path, reply.body()).isEqualTo(201);
        return reply.json("id");
    }

    public Reply send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Reply(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** What came back. */
    public record Reply(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The value at a path such as {@code errors/0/field}. */
        public String json(String path) {
            JsonNode node = JSON.readTree(body()).at("/" + path);
            return node.isMissingNode() ? "" : node.asString();
        }

        /** Expects a problem of this status and type, whose detail has all the words. */
        public void isProblem(int status, String type, String... words) {
            assertThat(status()).as(body()).isEqualTo(status);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(json("type")).isEqualTo("https://customer360.io/problems/" + type);
            for (String word : words) {
                assertThat(json("detail")).contains(word);
            }
        }
    }
}
