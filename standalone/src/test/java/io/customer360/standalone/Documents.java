package io.customer360.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents of an Elasticsearch, read past the application. */
final class Documents {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PAGE = 1_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    Documents(URI address) {
        this.address = address;
    }

    /** The ids of all documents that are not the same, byte for byte, in both indices. */
    Set<String> different(String one, String other) throws IOException, InterruptedException {
        Map<String, String> ofOne = all(one);
        Map<String, String> ofOther = all(other);
        Set<String> different = new TreeSet<>(ofOne.keySet());
        different.addAll(ofOther.keySet());
        different.removeIf(id -> ofOne.containsKey(id) && ofOne.get(id).equals(ofOther.get(id)));
        return different;
    }

    /** The position up to which each customer is folded. */
    Map<String, Long> positions(String index) throws IOException, InterruptedException {
        Map<String, Long> positions = new TreeMap<>();
        all(index)
                .forEach((id, document) -> positions.put(
                        id, JSON.readTree(document).required("position").asLong()));
        return positions;
    }

    Set<String> ids(String index) throws IOException, InterruptedException {
        return new TreeSet<>(all(index).keySet());
    }

    /** Every document as it is stored, by its id. */
    private Map<String, String> all(String index) throws IOException, InterruptedException {
        send("POST", "/%s/_refresh".formatted(index), "");
        Map<String, String> all = new HashMap<>();
        JsonNode page = send("POST", "/%s/_search?scroll=1m".formatted(index), """
            {"size": %d, "sort": ["_doc"]}\
            """.formatted(PAGE));
        while (!page.required("hits").required("hits").isEmpty()) {
            for (JsonNode hit : page.required("hits").required("hits")) {
                all.put(hit.required("_id").asString(), hit.required("_source").toString());
            }
            page = send("POST", "/_search/scroll", """
                {"scroll": "1m", "scroll_id": "%s"}\
                """.formatted(
                            page.required("_scroll_id").asString()));
        }
        return all;
    }

    /** Changes something of one document, behind the application's back, and answers which one. */
    String tamperWithOne(String index, String change) throws IOException, InterruptedException {
        letBeWritten(index);
        String id = anyOf(index);
        send("POST", "/%s/_update/%s".formatted(index, id), "{\"doc\":%s}".formatted(change));
        return id;
    }

    /** Deletes one document, and answers which one it was. */
    String deleteOne(String index) throws IOException, InterruptedException {
        letBeWritten(index);
        String id = anyOf(index);
        send("DELETE", "/%s/_doc/%s".formatted(index, id), "");
        return id;
    }

    private void letBeWritten(String index) throws IOException, InterruptedException {
        send("PUT", "/%s/_settings".formatted(index), "{\"index.blocks.write\": false}");
    }

    private String anyOf(String index) throws IOException, InterruptedException {
        return send("POST", "/%s/_search".formatted(index), "{\"size\": 1}")
                .required("hits")
                .required("hits")
                .get(0)
                .required("_id")
                .asString();
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JSON.readTree(answer.body());
    }
}
