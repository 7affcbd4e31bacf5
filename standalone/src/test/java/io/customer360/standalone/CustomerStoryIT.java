package io.customer360.standalone;

import static io.customer360.standalone.Api.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A customer's life, from prospect to rated complaint, as its colleagues in sales and service see it through HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CustomerStoryIT {

    private ApplicationProcess application;
    private Api api;

    private String shuguang;
    private String purchase;
    private String complaint;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        // A machine that is busy has no second to spare while everything is read for the first time.
        application = ApplicationProcess.start(
                directory, "--customer360.sample=false", "--customer360.consistency.timeout=20s");
        api = application.api();
        bystander("上海光明食品有限公司", "info@guangming.example", "+86 21 6000 0001", "上海");
        bystander("José Álvarez", "jose@alvarez.example", "+34 600 000 002", "Bilbao");
        bystander("李曙", "lishu@example.com", "+86 139 0000 0003", "宁波");
    }

    private void bystander(String name, String email, String phone, String city) {
        String id = api.post("/api/customers", """
            {"kind":"INDIVIDUAL","name":"%s","stage":"PROSPECT","emails":["%s"],"phones":["%s"],
             "addresses":[{"city":"%s"}]}\
            """.formatted(name, email, phone, city))
                .expect(201)
                .id();
        api.post("/api/customers/%s/contacts".formatted(id), """
            {"channel":"CALL","direction":"OUTBOUND","subject":"Season's greetings","text":"Wished a happy new year",
             "occurredAt":"2026-01-05T02:00:00Z"}\
            """).expect(201);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    @Order(1)
    void beginsAsAProspect() {
        Api.Answer registered = api.post("/api/customers", """
            {"kind":"ORGANISATION","name":"上海曙光机械制造有限公司","stage":"PROSPECT",
             "emails":["Purchasing@Shuguang-Machinery.example"],"phones":["021-5888 1234"],
             "addresses":[{"label":"factory","street":"曙光路 88 号","city":"上海","region":"上海市","country":"CN"}],
             "categories":{"industry":"machinery","region":"华东","importance":"key account","department":"heavy"},
             "owner":"王芳","occurredAt":"2025-03-01T01:00:00Z",
             "externalReference":{"source":"erp","id":"K-10077"}}\
            """, "X-Actor", encoded("王芳"));
        registered.expect(201);
        shuguang = registered.id();

        assertThat(registered.header("Location")).endsWith("/api/customers/" + shuguang);
        Api.Answer view = api.get("/api/customers/" + shuguang);
        assertThat(view.body().get("name").asString()).isEqualTo("上海曙光机械制造有限公司");
        assertThat(view.body().get("stage").asString()).isEqualTo("PROSPECT");
        assertThat(view.header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    @Order(2)
    void isTheSameCustomerAtTheSecondTry() {
        Api.Answer again = api.post("/api/customers", """
            {"kind":"ORGANISATION","name":"上海曙光机械制造有限公司","stage":"PROSPECT",
             "externalReference":{"source":"erp","id":"K-10077"}}\
            """);

        assertThat(again.expect(200).id()).isEqualTo(shuguang);
    }

    @Test
    @Order(3)
    void isRecognisedByItsPhoneAsALikelyDuplicate() {
        Api.Answer refused = api.post("/api/customers", """
            {"kind":"ORGANISATION","name":"Shuguang","stage":"PROSPECT","phones":["+86 (21) 58881234"]}\
            """);

        refused.expect(409);
        assertThat(refused.body().get("candidates").get(0).get("customerId").asString())
                .isEqualTo(shuguang);
    }

    @Test
    @Order(4)
    void isVisited() {
        api.post("/api/customers/%s/contacts".formatted(shuguang), """
            {"channel":"VISIT","direction":"OUTBOUND","subject":"工厂参观","text":"参观了铸造车间，对液压泵感兴趣",
             "contactPerson":"赵工","staffMember":"王芳","occurredAt":"2025-03-10T02:00:00Z","followUpOn":"2025-03-20"}\
            """).expect(201);

        assertThat(api.get("/api/customers/" + shuguang)
                        .body()
                        .get("lastInteractionAt")
                        .asString())
                .startsWith("2025-03-10T02:00:00");
    }

    @Test
    @Order(5)
    void becomesACustomerWithTheFirstPurchase() {
        purchase = api.post("/api/customers/%s/purchases".formatted(shuguang), """
            {"orderNumber":"PO-2025-0815","occurredAt":"2025-04-02T03:00:00Z","currency":"CNY","lines":[
             {"product":"HP-200","description":"Hydraulic pump","quantity":3,"unitPrice":1999.50,"unitCost":1200},
             {"product":"SK-1","description":"Seal kit","quantity":10,"unitPrice":25.00}]}\
            """)
                .expect(201)
                .id();

        var view = api.get("/api/customers/" + shuguang).body();
        assertThat(view.get("stage").asString()).isEqualTo("CUSTOMER");
        var sums = api.get("/api/customers?q=" + encoded("曙光机械")).body().get("sums");
        assertThat(sums.get("purchases").asInt()).isEqualTo(1);
        assertThat(sums.get("revenue").get("CNY").decimalValue()).isEqualByComparingTo("6248.50");
    }

    @Test
    @Order(6)
    void paysAndReturnsAPart() {
        api.post(
                        "/api/purchases/%s/payments".formatted(purchase),
                        "{\"amount\":6248.50,\"occurredAt\":\"2025-04-20T03:00:00Z\"}")
                .expect(200);
        Api.Answer settled = api.post("/api/purchases/%s/payments".formatted(purchase), "{\"amount\":1}");
        assertThat(settled.expect(409).body().get("type").asString()).endsWith("/purchase-already-settled");

        api.post(
                        "/api/purchases/%s/returns".formatted(purchase),
                        "{\"lines\":[{\"line\":2,\"quantity\":4}],\"reason\":\"wrong"
                                + " size\",\"occurredAt\":\"2025-04-25T03:00:00Z\"}")
                .expect(200);
        Api.Answer tooMuch =
                api.post("/api/purchases/%s/returns".formatted(purchase), "{\"lines\":[{\"line\":2,\"quantity\":7}]}");
        assertThat(tooMuch.status()).isBetween(400, 499);
        assertThat(tooMuch.body().get("detail").asString()).contains("6");

        var sums = api.get("/api/customers?q=K-10077").body().get("sums");
        assertThat(sums.get("revenue").get("CNY").decimalValue()).isEqualByComparingTo("6148.50");
    }

    @Test
    @Order(7)
    void complainsAndRatesHowItWasHandled() {
        complaint = api.post("/api/customers/%s/service-cases".formatted(shuguang), """
            {"type":"COMPLAINT","channel":"CALL","priority":"HIGH","subject":"Pump leaks at the flange",
             "text":"第二台泵漏油，法兰处密封失效。The gasket is worn after two weeks.","product":"HP-200",
             "occurredAt":"2025-05-06T06:00:00Z"}\
            """)
                .expect(201)
                .id();
        step("assignment", "{\"assignee\":\"Chen Wei\",\"occurredAt\":\"2025-05-06T07:00:00Z\"}");
        step(
                "responses",
                "{\"channel\":\"CALL\",\"text\":\"A technician comes on"
                        + " Thursday\",\"occurredAt\":\"2025-05-06T08:00:00Z\"}");
        assertThat(api.get("/api/customers?q=" + encoded("曙光机械") + "&openCases=true")
                        .customers())
                .containsExactly(shuguang);
        step("resolution", "{\"resolution\":\"Replaced the gasket\",\"occurredAt\":\"2025-05-08T03:00:00Z\"}");
        step("reopening", "{\"reason\":\"Leaks again\",\"occurredAt\":\"2025-05-12T03:00:00Z\"}");
        step("resolution", "{\"resolution\":\"Replaced the pump\",\"occurredAt\":\"2025-05-13T03:00:00Z\"}");
        step("rating", "{\"score\":2,\"occurredAt\":\"2025-05-20T03:00:00Z\"}");
        assertThat(api.post("/api/service-cases/%s/rating".formatted(complaint), "{\"score\":4}")
                        .status())
                .isEqualTo(409);
        api.write(
                        "PUT",
                        "/api/service-cases/%s/rating".formatted(complaint),
                        "{\"score\":4,\"reason\":\"Misheard on the phone\"}")
                .expect(200);
        step("rating", "{\"recommendation\":9,\"occurredAt\":\"2025-05-20T03:05:00Z\"}");

        var ratings = api.get("/api/customers?q=" + encoded("曙光机械"))
                .body()
                .get("sums")
                .get("ratings");
        assertThat(ratings.get("count").asInt()).isEqualTo(1);
        assertThat(ratings.get("mean").asDouble()).isEqualTo(4.0);
        assertThat(api.get("/api/customers?openCases=true").customers()).isEmpty();
    }

    private void step(String step, String body) {
        api.post("/api/service-cases/%s/%s".formatted(complaint, step), body).expect(200);
    }

    @Order(8)
    @ParameterizedTest(name = "by {0}")
    @ValueSource(
            strings = {
                "上海曙光机械制造有限公司",
                "曙光机械",
                "机械 曙光",
                "shanghai shu guang ji xie",
                "shuguangjixie",
                "shanghaishuguang",
                "shsgjx",
                "SHUGUANG jixie",
                "shuguagn jixie",
                "Purchasing@Shuguang-Machinery.example",
                "purchasing@shuguang-machinery.example",
                "purchasing",
                "shuguang-machinery.example",
                "021-5888 1234",
                "+862158881234",
                "58881234",
                "1234",
                "K-10077",
                "PO-2025-0815",
                "po-2025-0815",
                "machinery",
                "key account",
                "上海 液压泵",
                "铸造车间",
                "漏油",
                "gasket worn",
                "Hydraulic pump",
                "seal kit",
                "technician thursday",
                "shuguang gasket",
                "王芳"
            })
    void isFoundBy(String memory) {
        Api.Answer found = api.get("/api/customers?q=" + encoded(memory));

        assertThat(found.customers()).as(found.text()).first().isEqualTo(shuguang);
        assertThat(found.body().get("items").get(0).get("reasons"))
                .as("why " + memory + " finds it")
                .isNotEmpty();
    }

    @Order(8)
    @ParameterizedTest(name = "by {0}")
    @ValueSource(
            strings = {
                "曙光机械",
                "shuguangjixie",
                "58881234",
                "K-10077",
                "PO-2025-0815",
                "漏油",
                "gasket worn",
                "key account"
            })
    void aloneIsFoundBy(String memory) {
        Api.Answer found = api.get("/api/customers?q=" + encoded(memory));

        assertThat(found.customers()).containsExactly(shuguang);
        assertThat(found.body().get("total").asInt()).isEqualTo(1);
    }

    @Order(8)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=ORGANISATION",
                "stage=CUSTOMER",
                "category.industry=machinery",
                "category.importance=" + "key%20account",
                "owner=%E7%8E%8B%E8%8A%B3",
                "channel=VISIT"
            })
    void isFilteredBy(String filter) {
        assertThat(api.get("/api/customers?" + filter).customers()).containsExactly(shuguang);
    }

    @Test
    @Order(9)
    void hasItsWholeHistoryOnOneTimeline() {
        Api.Answer timeline = api.get("/api/customers/%s/timeline".formatted(shuguang));

        List<String> moments = timeline.values("items", "occurredAt");
        assertThat(moments).hasSize(13).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(api.get("/api/customers/%s/timeline?q=gasket".formatted(shuguang))
                        .body()
                        .get("items"))
                .hasSize(2);
        assertThat(api.get("/api/customers/%s/timeline?type=purchase".formatted(shuguang))
                        .body()
                        .get("items"))
                .hasSize(3);
        assertThat(api.get("/api/timeline?q=" + encoded("漏油")).values("items", "customerId"))
                .containsExactly(shuguang);
    }

    @Test
    @Order(10)
    void keepsCorrectionsOfTheContactAndRefusesStaleOnes() {
        Api.Answer recorded = api.post(
                "/api/customers/%s/contacts".formatted(shuguang),
                "{\"channel\":\"EMAIL\",\"direction\":\"INBOUND\",\"subject\":\"Price"
                        + " lsit\",\"occurredAt\":\"2025-06-01T03:00:00Z\"}");
        String path = "/api/contacts/" + recorded.expect(201).id();
        String corrected = "{\"channel\":\"EMAIL\",\"direction\":\"INBOUND\",\"subject\":\"Price"
                + " list\",\"occurredAt\":\"2025-06-01T03:00:00Z\"}";

        api.write("PUT", path, corrected, "If-Match", recorded.header("ETag")).expect(200);
        api.write("PUT", path, corrected.replace("list", "table"), "If-Match", recorded.header("ETag"))
                .expect(412);
        api.post(path + "/retraction", "{\"reason\":\"Belongs to another customer\"}")
                .expect(200);

        assertThat(api.get("/api/customers/" + shuguang)
                        .body()
                        .get("lastInteractionAt")
                        .asString())
                .startsWith("2025-05");
    }

    @Test
    @Order(11)
    void repeatsAnAnswerForTheSameIdempotencyKey() {
        String contact = "{\"channel\":\"CALL\",\"direction\":\"INBOUND\",\"subject\":\"Asked for an"
                + " offer\",\"occurredAt\":\"2025-07-01T03:00:00Z\"}";
        String path = "/api/customers/%s/contacts".formatted(shuguang);

        Api.Answer first = api.post(path, contact, "Idempotency-Key", "offer-1").expect(201);
        Api.Answer second = api.post(path, contact, "Idempotency-Key", "offer-1");

        assertThat(second.id()).isEqualTo(first.id());
        api.post(path, contact.replace("offer", "invoice"), "Idempotency-Key", "offer-1")
                .expect(422);
        assertThat(api.get("/api/customers/%s/timeline?q=offer".formatted(shuguang))
                        .body()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    @Order(12)
    void leavesItsMarkOnMetersThatTheDocumentationNames() throws IOException {
        String meters = api.get("/actuator/prometheus").text();

        assertThat(meters)
                .containsPattern(
                        "customer360_commands_seconds_count\\{command=\"PlacePurchase\",outcome=\"accepted\"} 1\n")
                .containsPattern(
                        "customer360_commands_seconds_count\\{command=\"RegisterCustomer\",outcome=\"refused\"} 1\n")
                .containsPattern("customer360_reader_delay_seconds_count\\{reader=\"profile\"} [1-9]")
                .containsPattern("customer360_reader_delay_seconds_count\\{reader=\"timeline\"} [1-9]")
                .contains("customer360_relay_status{status=\"relaying\"} 1");
        Set<String> told = names("(?m)^# TYPE (customer360_\\w+?)(?:_max)? ", meters);
        Set<String> documented =
                names("(?m)^\\| `(customer360_\\w+)` \\|", Files.readString(Path.of("..", "docs", "operations.md")));
        // Only imports send batches.
        told.add("customer360_commands_batched_total");
        assertThat(documented).isEqualTo(told);
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
