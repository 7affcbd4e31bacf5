package io.customer360.standalone;

import static io.customer360.standalone.Api.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: an answer that helps, nothing half-stored, and nothing of the inside shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final String UNKNOWN = "0197c1de-7a44-7c32-9e5b-6a2d3f10c9aa";
    private static final List<String> INSIDES = List.of(
            "Exception", "\tat ", "org.axonframework", "io.customer360.", "SELECT ", "java.", "PSQL", "hibernate");

    private ApplicationProcess application;
    private Api api;
    private String customer;
    private String purchase;
    private String before;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        // On a busy machine the first facts take their time; what is compared has to be complete.
        application = ApplicationProcess.start(
                directory, "--customer360.sample=false", "--customer360.consistency.timeout=30s");
        api = application.api();
        customer = api.post(
                        "/api/customers",
                        "{\"kind\":\"INDIVIDUAL\",\"name\":\"曾国藩\",\"stage\":\"CUSTOMER\",\"phones\":[\"13900001111\"]}")
                .expect(201)
                .id();
        purchase = api.post("/api/customers/%s/purchases".formatted(customer), purchase("2", "10.00", "CNY"))
                .expect(201)
                .id();
        api.post("/api/purchases/%s/payments".formatted(purchase), "{\"amount\":20}")
                .expect(200);
        before = everything();
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @AfterEach
    void nothingIsHalfStored() {
        assertThat(everything()).isEqualTo(before);
    }

    private String everything() {
        return api.get("/api/customers/" + customer).text()
                + api.get("/api/customers").body().get("sums")
                + api.get("/api/timeline").body().get("total");
    }

    private static String purchase(String quantity, String unitPrice, String currency) {
        return "{\"currency\":\"%s\",\"lines\":[{\"product\":\"P\",\"quantity\":%s,\"unitPrice\":%s}]}"
                .formatted(currency, quantity, unitPrice);
    }

    static Stream<Arguments> refusedCustomers() {
        String valid = "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ann\",\"stage\":\"PROSPECT\"%s}";
        return Stream.of(
                Arguments.of("{\"kind\":\"INDIVIDUAL\",", "not well-formed"),
                Arguments.of("", "needs a JSON body"),
                Arguments.of("null", "body"),
                Arguments.of("[]", "an object"),
                Arguments.of("{}", "'kind' has to be one of INDIVIDUAL, ORGANISATION"),
                Arguments.of(valid.formatted(",\"nickname\":\"A\""), "'nickname' is not known"),
                Arguments.of(valid.replace("INDIVIDUAL", "PERSON").formatted(""), "one of INDIVIDUAL, ORGANISATION"),
                Arguments.of(valid.replace("\"Ann\"", "42").formatted(""), "'name'"),
                Arguments.of(valid.replace("Ann", " ").formatted(""), "'name'"),
                Arguments.of(valid.replace("Ann", "x".repeat(100_000)).formatted(""), "'name'"),
                Arguments.of(valid.replace("Ann", "A\\u0000nn").formatted(""), "'name'"),
                Arguments.of(valid.replace("Ann", "A\\u001bnn").formatted(""), "'name'"),
                Arguments.of(valid.formatted(",\"emails\":[\"nobody\"]"), "emails[0]"),
                Arguments.of(valid.formatted(",\"phones\":[\"call me\"]"), "phones[0]"),
                Arguments.of(valid.formatted(",\"emails\":\"a@b.example\""), "a list"),
                Arguments.of(valid.formatted(",\"occurredAt\":\"20000-01-01T00:00:00Z\""), "'occurredAt'"),
                Arguments.of(valid.formatted(",\"occurredAt\":\"+20000-01-01T00:00:00Z\""), "'occurredAt'"),
                Arguments.of(valid.formatted(",\"occurredAt\":\"2025-02-30T00:00:00Z\""), "'occurredAt'"),
                Arguments.of(valid.formatted(",\"externalReference\":{\"source\":\"erp\"}"), "externalReference.id"),
                Arguments.of(valid.formatted(",\"name\":\"Bob\""), "Duplicate"));
    }

    @ParameterizedTest
    @MethodSource("refusedCustomers")
    void refusesACustomer(String body, String reason) {
        refuses(api.post("/api/customers", body), 400, reason);
    }

    static Stream<Arguments> refusedPurchases() {
        return Stream.of(
                Arguments.of(purchase("-1", "10.00", "CNY"), "quantity"),
                Arguments.of(purchase("0", "10.00", "CNY"), "quantity"),
                Arguments.of(purchase("1", "-10.00", "CNY"), "unitPrice"),
                Arguments.of(purchase("1", "1e300", "CNY"), "unitPrice"),
                Arguments.of(purchase("1e30", "1", "CNY"), "quantity"),
                Arguments.of(purchase("1", "\"10\"", "CNY"), "unitPrice"),
                Arguments.of(purchase("1", "0.123456789", "CNY"), "unitPrice"),
                Arguments.of(purchase("1", "10", "RMB"), "RMB"),
                Arguments.of(purchase("1", "10", "XXX"), "XXX"),
                Arguments.of("{\"currency\":\"CNY\",\"lines\":[]}", "lines"),
                Arguments.of("{\"currency\":\"CNY\",\"lines\":[{\"product\":\"P\",\"quantity\":1}]}", "unitPrice"),
                Arguments.of("{\"currency\":\"CNY\",\"lines\":[null]}", "lines"));
    }

    @ParameterizedTest
    @MethodSource("refusedPurchases")
    void refusesAPurchase(String body, String reason) {
        refuses(api.post("/api/customers/%s/purchases".formatted(customer), body), 400, reason);
    }

    @Test
    void refusesWhatIsUnknown() {
        refuses(api.post("/api/customers/%s/purchases".formatted(UNKNOWN), purchase("1", "1", "CNY")), 404, UNKNOWN);
        refuses(api.post("/api/purchases/%s/payments".formatted(UNKNOWN), "{\"amount\":1}"), 404, UNKNOWN);
        refuses(api.post("/api/service-cases/%s/assignment".formatted(UNKNOWN), "{\"assignee\":\"A\"}"), 404, UNKNOWN);
        refuses(api.read("/api/customers/" + UNKNOWN), 404, UNKNOWN);
        refuses(api.read("/api/customers/%s/timeline".formatted(UNKNOWN)), 404, UNKNOWN);
        refuses(api.read("/api/nothing"), 404, "/api/nothing");
        assertThat(api.read("/api/customers/42").status()).isBetween(400, 404);
    }

    @Test
    void refusesAReturnOfMoreThanWasBought() {
        refuses(
                api.post("/api/purchases/%s/returns".formatted(purchase), "{\"lines\":[{\"line\":1,\"quantity\":3}]}"),
                409,
                "2");
    }

    @Test
    void refusesTheReturnOfALineThatThereIsNot() {
        Api.Answer answer =
                api.post("/api/purchases/%s/returns".formatted(purchase), "{\"lines\":[{\"line\":9,\"quantity\":1}]}");

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body().get("detail").asString()).contains("9");
    }

    @Test
    void refusesAPaymentOfASettledPurchase() {
        refuses(api.post("/api/purchases/%s/payments".formatted(purchase), "{\"amount\":5}"), 409, "settled");
    }

    @Test
    void refusesAnotherMediaType() {
        refuses(
                api.write("POST", "/api/customers", "name=Ann", "Content-Type", "application/x-www-form-urlencoded"),
                415,
                "application/json");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        refuses(api.post("/api/customers", "{\"name\":\"" + "x".repeat(3_000_000) + "\"}"), 413, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "?",
                "曾*",
                "name:曾",
                "(",
                ")",
                "((((",
                "[1 TO 2]",
                "\"",
                "\"曾",
                "\\",
                "/.*/",
                "AND",
                "OR NOT",
                "a AND",
                "~",
                "曾~5",
                "^",
                "+ - && || !",
                "{}",
                "<script>alert(1)</script>",
                "' OR 1=1 --",
                "%",
                "\u0000",
                "_id:1",
                "🐉",
                "\u202e曾"
            })
    void searchesForAnyCharactersWithoutHarm(String query) {
        Api.Answer answer = api.read("/api/customers?q=" + encoded(query));
        assertThat(answer.status()).as(answer.text()).isIn(200, 400);
        Api.Answer history = api.read("/api/timeline?q=" + encoded(query));
        assertThat(history.status()).as(history.text()).isIn(200, 400);
        assertThat(answer.text() + history.text()).doesNotContain(INSIDES);
    }

    @Test
    void refusesWhatTheSearchDoesNotKnow() {
        refuses(api.read("/api/customers?cursor=abc"), 400, "cursor");
        refuses(api.read("/api/customers?limit=0"), 400, "limit");
        refuses(api.read("/api/customers?limit=100000"), 400, "limit");
        refuses(api.read("/api/customers?limit=ten"), 400, "limit");
        refuses(api.read("/api/customers?sort=shoeSize"), 400, "lastInteraction");
        refuses(api.read("/api/customers?kind=PERSON"), 400, "ORGANISATION");
        refuses(api.read("/api/customers?colour=red"), 400, "colour");
        refuses(api.read("/api/customers?q=" + "x".repeat(5000)), 400, "q");
        refuses(api.read("/api/customers/%s/timeline?from=yesterday".formatted(customer)), 400, "from");
    }

    @Test
    void refusesATokenThatIsNone() {
        refuses(
                api.write("GET", "/api/customers", "", "X-Consistency-Token", "'; DROP TABLE ledger"),
                400,
                "X-Consistency-Token");
    }

    @Test
    void refusesHeadersThatMakeNoSense() {
        String contact = "{\"channel\":\"CALL\",\"direction\":\"INBOUND\",\"subject\":\"S\"}";
        refuses(
                api.write(
                        "PUT", "/api/customers/%s/name".formatted(customer), "{\"name\":\"Z\"}", "If-Match", "newest"),
                400,
                "If-Match");
        refuses(
                api.post("/api/customers/%s/contacts".formatted(customer), contact, "Idempotency-Key", "x".repeat(300)),
                400,
                "Idempotency-Key");
        refuses(
                api.write(
                        "PUT", "/api/customers/%s/name".formatted(customer), "{\"name\":\"Z\"}", "If-Match", "\"77\""),
                412,
                "");
    }

    @Test
    void refusesATamperedCursor() {
        for (int i = 0; i < 2; i++) {
            api.post(
                            "/api/customers",
                            "{\"kind\":\"INDIVIDUAL\",\"name\":\"Reader %s\",\"stage\":\"PROSPECT\"}"
                                    .formatted(UUID.randomUUID()))
                    .expect(201);
        }
        before = everything();
        String cursor = api.get("/api/customers?limit=1").body().get("next").asString();
        assertThat(api.get("/api/customers?limit=1&cursor=" + encoded(cursor)).customers())
                .hasSize(1);

        char last = cursor.charAt(cursor.length() / 2);
        String tampered = cursor.substring(0, cursor.length() / 2)
                + (last == 'A' ? 'B' : 'A')
                + cursor.substring(cursor.length() / 2 + 1);
        refuses(api.read("/api/customers?limit=1&cursor=" + encoded(tampered)), 400, "cursor");
        refuses(api.read("/api/customers?limit=1&q=other&cursor=" + encoded(cursor)), 400, "cursor");
    }

    private static void refuses(Api.Answer answer, int status, String reason) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(answer.text()).contains("application/problem+json");
        assertThat(answer.body().get("type").asString()).startsWith("https://customer360.io/problems/");
        assertThat(answer.body().get("detail").asString()).contains(reason);
        assertThat(answer.text()).doesNotContain(INSIDES);
    }
}
