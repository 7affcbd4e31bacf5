package io.customer360.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.CommandSideTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CommandSideTest
class CustomerHttpIT {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final String unique = UUID.randomUUID().toString();

    @Test
    void registersACustomerAndSaysWhereItIs() throws Exception {
        HttpResponse<String> answer = send(
                "POST",
                "/api/customers",
                """
                {"kind":"ORGANISATION","name":"长沙机械有限公司","stage":"PROSPECT","emails":["Info-%1$s@Example.com"],
                 "phones":["0731 8888 %2$04d"],"addresses":[{"city":"长沙","country":"cn"}],
                 "categories":{"Industry":"machinery"},"owner":"韩梅梅","externalReference":{"source":"crm","id":"%1$s"},
                 "occurredAt":"2020-01-31T08:00:00Z"}\
                """.formatted(unique, Math.floorMod(unique.hashCode(), 10_000)),
                "X-Actor",
                URLEncoder.encode("李雷", StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = json.readTree(answer.body()).get("id").asString();
        assertThat(answer.headers().firstValue("Location")).get().asString().endsWith("/api/customers/" + id);
        assertThat(answer.headers().firstValue("ETag")).contains("\"0\"");
        assertThat(answer.headers().firstValue("X-Consistency-Token")).contains(column("event_identifier::text", id));
        assertThat(column("convert_from(payload, 'UTF8')", id))
                .contains(
                        "\"emails\":[\"info-" + unique + "@example.com\"]",
                        "\"categories\":{\"industry\":\"machinery\"}",
                        "\"country\":\"CN\"",
                        "\"occurredAt\":\"2020-01-31T08:00:00Z\"");
        assertThat(column("convert_from(meta_data, 'UTF8')", id)).contains("\"actor\":\"李雷\"");
    }

    @Test
    void answersASecondRegistrationUnderTheSameReferenceWithTheFirst() throws Exception {
        String body = """
            {"kind":"INDIVIDUAL","name":"Li Lei","externalReference":{"source":"crm","id":"%s"}}\
            """.formatted(unique);
        HttpResponse<String> first = send("POST", "/api/customers", body);
        HttpResponse<String> second = send("POST", "/api/customers", body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
    }

    @Test
    void answersARepeatedRequestAsTheFirst() throws Exception {
        String body = "{\"kind\":\"INDIVIDUAL\",\"name\":\"Li Lei\"}";
        HttpResponse<String> first = send("POST", "/api/customers", body, "Idempotency-Key", unique);
        HttpResponse<String> second = send("POST", "/api/customers", body, "Idempotency-Key", unique);
        HttpResponse<String> other =
                send("POST", "/api/customers", body.replace("Lei", "Mei"), "Idempotency-Key", unique);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertProblem(other, 422, "idempotency-key-reused");
    }

    @Test
    void namesTheCandidatesOfALikelyDuplicate() throws Exception {
        String body = """
            {"kind":"INDIVIDUAL","name":"Li Lei","emails":["%s@example.com"]}\
            """.formatted(unique);
        String first = id(send("POST", "/api/customers", body));

        HttpResponse<String> second = send("POST", "/api/customers", body);

        assertProblem(second, 409, "likely-duplicate");
        JsonNode candidate = json.readTree(second.body()).get("candidates").get(0);
        assertThat(candidate.get("customerId").asString()).isEqualTo(first);
        assertThat(candidate.get("matched").asString()).isEqualTo("email");
        assertThat(candidate.get("value").asString()).isEqualTo(unique + "@example.com");
        HttpResponse<String> meant = send("POST", "/api/customers", body.replace("}", ",\"allowDuplicate\":true}"));
        assertThat(meant.statusCode()).isEqualTo(201);
    }

    @Test
    void changesOnlyTheVersionThatTheSenderHasSeen() throws Exception {
        String path = "/api/customers/" + registered() + "/name";

        HttpResponse<String> first = send("PUT", path, "{\"name\":\"Hunan Machinery\"}", "If-Match", "\"0\"");
        HttpResponse<String> late = send("PUT", path, "{\"name\":\"Hubei Machinery\"}", "If-Match", "\"0\"");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("ETag")).contains("\"1\"");
        assertProblem(late, 412, "version-mismatch");
    }

    @Test
    void takesACustomerThroughAllThatCanBeKnownOfIt() throws Exception {
        String other = registered();
        String customer = "/api/customers/" + registered();

        assertThat(send("POST", customer + "/emails", "{\"email\":\"a-" + unique + "@example.com\"}")
                        .statusCode())
                .isEqualTo(201);
        ok(send(
                "PUT",
                customer + "/emails/a-" + unique + "@example.com",
                "{\"email\":\"b-" + unique + "@example.com\"}"));
        ok(send("DELETE", customer + "/emails/b-" + unique + "@example.com", null));
        HttpResponse<String> phone = send("POST", customer + "/phones", "{\"phone\":\"8888\",\"allowDuplicate\":true}");
        assertThat(phone.statusCode()).isEqualTo(201);
        ok(send("PUT", customer + "/phones/8888", "{\"phone\":\"8889\",\"allowDuplicate\":true}"));
        ok(send("DELETE", customer + "/phones/8889", null));
        HttpResponse<String> address = send("POST", customer + "/addresses", "{\"city\":\"Changsha\"}");
        assertThat(address.statusCode()).isEqualTo(201);
        String addressPath = URI.create(address.headers().firstValue("Location").orElseThrow())
                .getPath();
        ok(send("PUT", addressPath, "{\"city\":\"长沙\"}"));
        ok(send("DELETE", addressPath, null));
        HttpResponse<String> person = send("POST", customer + "/contact-persons", "{\"name\":\"Han Meimei\"}");
        assertThat(person.statusCode()).isEqualTo(201);
        String personPath = URI.create(person.headers().firstValue("Location").orElseThrow())
                .getPath();
        ok(send("PUT", personPath, "{\"name\":\"韩梅梅\",\"role\":\"buyer\"}"));
        ok(send("DELETE", personPath, null));
        ok(send("PATCH", customer + "/categories", "{\"industry\":\"steel\",\"region\":\"Hunan\"}"));
        ok(send("PUT", customer + "/categories/importance", "{\"value\":\"A\"}"));
        ok(send("PATCH", customer + "/categories", "{\"industry\":null,\"region\":\"Hubei\"}"));
        ok(send("DELETE", customer + "/categories/importance", null));
        ok(send("PUT", customer + "/owner", "{\"owner\":\"李雷\"}"));
        ok(send("PUT", customer + "/relations/PARENT_COMPANY/" + other, null));
        ok(send("DELETE", customer + "/relations/PARENT_COMPANY/" + other, null));
        ok(send("POST", customer + "/conversion", null));
        ok(send("POST", customer + "/deactivation", "{\"reason\":\"moved away\"}"));
        assertProblem(send("PUT", customer + "/owner", "{\"owner\":\"Lucy\"}"), 409, "customer-deactivated");
        HttpResponse<String> last = send("POST", customer + "/reactivation", "{\"reason\":\"came back\"}");

        // 3 events each for e-mails, phones, addresses and persons, 6 for categories, then one for each step.
        assertThat(last.headers().firstValue("ETag")).contains("\"24\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"x\",\"nmae\":\"y\"} | 'nmae'",
                "{\"kind\":\"PERSON\",\"name\":\"x\"} | INDIVIDUAL, ORGANISATION",
                "{\"name\":\"x\"} | 'kind'",
                "{\"kind\":\"INDIVIDUAL\"} | 'name'",
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"  \"} | 'name'",
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"a\\u0000b\"} | 'name'",
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"x\",\"emails\":[\"nobody\"]} | 'emails[0]",
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"x\",\"phones\":[\"ask him\"]} | 'phones[0]",
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"x\",\"occurredAt\":\"20000-01-01T00:00:00Z\"} | 'occurredAt'",
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"x\",\"occurredAt\":\"1899-12-31T23:59:59Z\"} | 'occurredAt'",
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"x\",\"occurredAt\":\"2999-01-01T00:00:00Z\"} | 'occurredAt'",
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"x\",\"addresses\":[{}]} | 'addresses[0]",
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"x\",\"categories\":{\"region\":\"\"}} | 'categories[region]",
                "{\"kind\":\"INDIVIDUAL\",\"name\":17} | 'name'",
                "{\"kind\":\"INDIVIDUAL\",\"name\":\"x\",\"externalReference\":{\"source\":\"crm\"}} |"
                        + " 'externalReference.id'"
            })
    void saysWhichFieldOfARegistrationIsWrong(String body, String field) throws Exception {
        HttpResponse<String> answer = send("POST", "/api/customers", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).get("detail").asString()).contains(field);
    }

    @Test
    void refusesNamesAndBodiesOfAbsurdLength() throws Exception {
        String longName = "{\"kind\":\"INDIVIDUAL\",\"name\":\"" + "x".repeat(100_000) + "\"}";
        String longBody = "{\"kind\":\"INDIVIDUAL\",\"name\":\"" + "x".repeat(1_100_000) + "\"}";

        assertProblem(send("POST", "/api/customers", longName), 400, "invalid-request");
        assertProblem(send("POST", "/api/customers", longBody), 413, "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.api+json",
                "application/json-seq",
                "application/yaml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain",
                "nonsense"
            })
    void refusesBodiesThatAreNotJson(String type) throws Exception {
        for (String method : List.of("POST", "PUT")) {
            assertProblem(
                    sendAs(type, method, "/api/customers", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Li Lei\"}"),
                    415,
                    "unsupported-media-type");
        }
        assertProblem(
                sendAs(type, "POST", "/api/customers/" + registered() + "/conversion", "x"),
                415,
                "unsupported-media-type");
    }

    @Test
    void refusesABodyOfNoType() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:%d/api/customers".formatted(port)))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"kind\":\"INDIVIDUAL\",\"name\":\"Li Lei\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @Test
    void takesJsonHoweverItsTypeIsWritten() throws Exception {
        assertThat(sendAs(
                                "Application/JSON;charset=UTF-8",
                                "POST",
                                "/api/customers",
                                "{\"kind\":\"INDIVIDUAL\",\"name\":\"Li Lei\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void answersARepeatedAdditionWithWhatWasAdded() throws Exception {
        String customer = "/api/customers/" + registered();
        for (String part : List.of("/addresses {\"city\":\"长沙\"}", "/contact-persons {\"name\":\"韩梅梅\"}")) {
            String[] words = part.split(" ", 2);

            HttpResponse<String> first =
                    send("POST", customer + words[0], words[1], "Idempotency-Key", unique + words[0]);
            HttpResponse<String> again =
                    send("POST", customer + words[0], words[1], "Idempotency-Key", unique + words[0]);
            HttpResponse<String> other = send("POST", customer + words[0], words[1]);

            assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
            assertThat(again.headers().firstValue("Location"))
                    .isPresent()
                    .isEqualTo(first.headers().firstValue("Location"))
                    .isNotEqualTo(other.headers().firstValue("Location"));
            String path = URI.create(again.headers().firstValue("Location").orElseThrow())
                    .getPath();
            assertThat(send("PUT", path, words[1]).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesWhatAPageOfAnotherSiteSends() throws Exception {
        assertProblem(send("POST", "/api/customers", "{}", "Origin", "https://evil.example"), 403, "foreign-origin");
        assertProblem(send("POST", "/api/customers", "{}", "Sec-Fetch-Site", "cross-site"), 403, "foreign-origin");
        assertThat(send(
                                "POST",
                                "/api/customers",
                                "{\"kind\":\"INDIVIDUAL\",\"name\":\"Li Lei\"}",
                                "Origin",
                                "http://localhost:" + port)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void helpsWithIdsAndHeadersThatAreWrong() throws Exception {
        String missing = UUID.randomUUID().toString();
        String name = "{\"name\":\"x\"}";

        assertProblem(send("PUT", "/api/customers/42/name", name), 400, "invalid-request");
        HttpResponse<String> unknown = send("PUT", "/api/customers/" + missing + "/name", name);
        assertProblem(unknown, 404, "customer-not-found");
        assertThat(unknown.body()).contains("There is no customer " + missing);
        String path = "/api/customers/" + registered() + "/name";
        assertProblem(send("PUT", path, name, "If-Match", "3"), 400, "invalid-header");
        assertProblem(send("POST", "/api/customers", name, "Idempotency-Key", "x".repeat(256)), 400, "invalid-request");
        assertProblem(send("PUT", path, name, "X-Actor", "%zz"), 400, "invalid-header");
        assertProblem(send("PUT", path, name, "X-Reason", "a%00b"), 400, "invalid-header");
    }

    private String registered() throws Exception {
        return id(send("POST", "/api/customers", "{\"kind\":\"ORGANISATION\",\"name\":\"Changsha Machinery\"}"));
    }

    private String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json.readTree(answer.body()).get("id").asString();
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Consistency-Token")).isPresent();
    }

    private void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json.readTree(answer.body()).get("type").asString())
                .isEqualTo("https://customer360.io/problems/" + type);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> sendAs(String type, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", type)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String column(String expression, String aggregateId) {
        return jdbc.sql("SELECT " + expression + " FROM command.domain_event_entry WHERE aggregate_identifier = ?")
                .param(aggregateId)
                .query(String.class)
                .single();
    }
}
