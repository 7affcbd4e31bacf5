package io.customer360.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP surface as a client sees it. A read sees what the same client wrote before. */
final class Api {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private volatile String token = "";

    Api(URI address) {
        this.address = address;
    }

    /** An answer with its body; {@code body} is a missing node where there is none. */
    record Answer(int status, JsonNode body, String text, HttpResponse<String> response) {

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Answer expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        String id() {
            return body.get("id").asString();
        }

        /** The ids of the customers in a page of them. */
        List<String> customers() {
            return values("items", "customerId");
        }

        List<String> values(String list, String field) {
            return IntStream.range(0, body.get(list).size())
                    .mapToObj(index -> body.get(list).get(index).path(field).asString(""))
                    .collect(Collectors.toList());
        }
    }

    Answer get(String path) {
        return read(path).expect(200);
    }

    /** As {@link #get}, whatever comes of it. */
    Answer read(String path) {
        HttpRequest.Builder request = request(path).GET();
        if (!token.isEmpty()) {
            request.header("X-Consistency-Token", token);
        }
        return send(request);
    }

    /** As {@link #read}, without waiting for what was written before. */
    Answer now(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body, String... headers) {
        return write("POST", path, body, headers);
    }

    Answer write(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int name = 0; name < headers.length; name += 2) {
            request.setHeader(headers[name], headers[name + 1]);
        }
        Answer answer = send(request);
        if (!answer.header("X-Consistency-Token").isEmpty()) {
            token = answer.header("X-Consistency-Token");
        }
        return answer;
    }

    /** Starts an import with a mapping file and answers its path. */
    String startImport(Path file, Path mapping) {
        String boundary = "-----" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            part(body, boundary, "file", file);
            part(body, boundary, "mapping", mapping);
            body.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Answer answer = send(request("/api/imports")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
        answer.expect(202);
        return URI.create(answer.header("Location")).getPath();
    }

    private static void part(ByteArrayOutputStream body, String boundary, String name, Path file) throws IOException {
        String head = "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, name, file.getFileName(), "application/octet-stream");
        body.write(head.getBytes(StandardCharsets.UTF_8));
        Files.copy(file, body);
        body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(60));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String text = response.body();
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            JsonNode body = json && !text.isBlank() ? JSON.readTree(text) : JSON.missingNode();
            return new Answer(response.statusCode(), body, text, response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
