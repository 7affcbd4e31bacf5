package io.customer360.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.ContactEvent.ContactRetracted;
import io.customer360.events.CustomerEvent.ContactPersonAdded;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.CustomerFact;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.ServiceCaseEvent.ServiceCaseOpened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResolved;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.AddressId;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.ContactPersonId;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest
@ContextConfiguration(classes = ReadSide.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomerSearchIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private MockMvc http;

    @Autowired
    private ReadSide.Facts facts;

    private int customers;

    @BeforeAll
    void dealWithCustomers() {
        CustomerId zeng = register(
                "曾国藩",
                CustomerKind.INDIVIDUAL,
                List.of("zeng.guofan@xiangjun.cn"),
                List.of("+86 138 1234 5678"),
                "长沙",
                "湖南",
                Map.of("importance", "A"),
                "李雷",
                null);
        CustomerId zhang = register(
                "张伟",
                CustomerKind.INDIVIDUAL,
                List.of(),
                List.of("+86 21 5555 0123"),
                "上海",
                "上海",
                Map.of(),
                null,
                null);
        complain(zhang, "水泵漏水", "The pump leaks again, the customer is désolé. 新换的水泵又漏水了");
        register("张薇", CustomerKind.INDIVIDUAL, List.of(), List.of(), "北京", "北京", Map.of(), null, null);
        CustomerId works = register(
                "上海精工机械设备有限公司",
                CustomerKind.ORGANISATION,
                List.of("info@jinggong.example"),
                List.of(),
                "上海",
                "上海",
                Map.of("industry", "Machinery", "importance", "B"),
                "Anna Schmidt",
                new ExternalReference("erp", "K-4711"));
        facts.happen(
                works.toString(),
                new ContactPersonAdded(
                        works,
                        NOW,
                        new ContactPerson(
                                new ContactPersonId(UUID.randomUUID()),
                                "韩梅梅",
                                "Buyer",
                                null,
                                "han.meimei@jinggong.example",
                                "+86 139 8888 7777")));
        facts.happen(
                works.toString(),
                new ContactPersonAdded(
                        works,
                        NOW,
                        new ContactPerson(
                                new ContactPersonId(UUID.randomUUID()),
                                "Oddvar Eklund",
                                "Technician",
                                null,
                                null,
                                null)));
        CustomerId muller = register(
                "Jürgen Müller",
                CustomerKind.INDIVIDUAL,
                List.of("juergen.mueller@example.de"),
                List.of("+49 171 1234567"),
                "Berlin",
                null,
                Map.of(),
                null,
                null);
        buy(muller, "SO-2026-0042", "1200.50", "EUR", "Kreiselpumpe");
        buy(muller, "SO-2026-0043", "99.99", "EUR", "Dichtung");
        CustomerId ivanov = register(
                "Пётр Иванов",
                CustomerKind.INDIVIDUAL,
                List.of(),
                List.of("+7 495 123-45-67"),
                "Москва",
                null,
                Map.of(),
                null,
                null);
        rate(ivanov, 4);
        rate(ivanov, 5);
        CustomerId smith = register(
                "John Hoffman",
                CustomerKind.INDIVIDUAL,
                List.of("john@hoffman.example"),
                List.of("+1 212 555 0199"),
                "New York",
                "NY",
                Map.of("industry", "Chemicals"),
                "Anna Schmidt",
                new ExternalReference("crm", "C-1001"));
        buy(smith, "PO 77/12", "50000", "USD", "Valve");
        talk(smith, Channel.CALL, "Wants a quotation", "He asked for a quotation for forty gaskets.");
        register("Wang Fang", CustomerKind.INDIVIDUAL, List.of(), List.of(), "Guangzhou", null, Map.of(), null, null);
        register("Yang Fan", CustomerKind.INDIVIDUAL, List.of(), List.of(), "Shenzhen", null, Map.of(), null, null);
        register(
                "<script>alert('x')</script> & Sons",
                CustomerKind.ORGANISATION,
                List.of(),
                List.of(),
                "<b>Oslo</b>",
                null,
                Map.of(),
                null,
                null);
        register("AND OR NOT", CustomerKind.ORGANISATION, List.of(), List.of(), null, null, Map.of(), null, null);
        register(
                "Karl Meier-Lüdenscheid",
                CustomerKind.INDIVIDUAL,
                List.of(),
                List.of("+49 30 5551234"),
                null,
                null,
                Map.of(),
                null,
                new ExternalReference("erp", "10077"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Names, in any script, order and form.
                "曾国藩 | 曾国藩",
                "国藩 | 曾国藩",
                "zeng guo fan | 曾国藩",
                "guo fan zeng | 曾国藩",
                "zengguofan | 曾国藩",
                "Zeng Guofan | 曾国藩",
                "guofan | 曾国藩",
                "zgf | 曾国藩",
                "zengguo | 曾国藩",
                "张伟 | 张伟",
                "zhang wei | 张伟, 张薇",
                "zhangwei | 张伟, 张薇",
                "Jurgen Muller | Jürgen Müller",
                "müller jürgen | Jürgen Müller",
                "MÜLLER | Jürgen Müller",
                "Mull | Jürgen Müller",
                "mü | Jürgen Müller",
                "jm | Jürgen Müller",
                "meier-lüd | Karl Meier-Lüdenscheid",
                "meier-l | Karl Meier-Lüdenscheid",
                "иванов | Пётр Иванов",
                "ИВАНОВ пётр | Пётр Иванов",
                "Ivanov | Пётр Иванов",
                "精工机械 | 上海精工机械设备有限公司",
                "上海 有限公司 | 上海精工机械设备有限公司",
                "shanghai jinggong | 上海精工机械设备有限公司",
                "han meimei | 上海精工机械设备有限公司",
                "韩梅梅 | 上海精工机械设备有限公司",
                "ＪＯＨＮ　hoffman | John Hoffman",
                // Typing mistakes.
                "Hofman | John Hoffman",
                "Hoffmna | John Hoffman",
                "Jrgen Mueler | Jürgen Müller",
                "zengguofna | 曾国藩",
                "曾国潘 | 曾国藩",
                "wang | Wang Fang",
                "yang | Yang Fan",
                // Telephone numbers.
                "+86 138 1234 5678 | 曾国藩",
                "13812345678 | 曾国藩",
                "138-1234-5678 | 曾国藩",
                "0086 13812345678 | 曾国藩",
                "5678 | 曾国藩",
                "345678 | 曾国藩",
                "+49 (0)171 / 123 45 67 | Jürgen Müller",
                "0171 1234567 | Jürgen Müller",
                "(212) 555-0199 | John Hoffman",
                "8888 7777 | 上海精工机械设备有限公司",
                // Two numbers that are none together.
                "10077 1234 | Karl Meier-Lüdenscheid",
                "1234 meier 10077 | Karl Meier-Lüdenscheid",
                // Addresses and identifiers.
                "juergen.mueller@example.de | Jürgen Müller",
                "Juergen.Mueller | Jürgen Müller",
                "jinggong.example | 上海精工机械设备有限公司",
                "C-1001 | John Hoffman",
                "crm:C-1001 | John Hoffman",
                "c-1001 | John Hoffman",
                "K-4711 | 上海精工机械设备有限公司",
                "juergen.mueller@exa | Jürgen Müller",
                "C-100 | John Hoffman",
                "K-47 | 上海精工机械设备有限公司",
                "crm:C-1 | John Hoffman",
                "SO-2026-0042 | Jürgen Müller",
                "so-2026-0042 | Jürgen Müller",
                "\"PO 77/12\" | John Hoffman",
                // Places, categories, owners.
                "Berlin | Jürgen Müller",
                "москва | Пётр Иванов",
                "moskva | Пётр Иванов",
                "长沙 | 曾国藩",
                "changsha | 曾国藩",
                "chemicals | John Hoffman",
                "李雷 | 曾国藩",
                "anna schmidt machinery | 上海精工机械设备有限公司",
                // Words of histories.
                "pump | 张伟",
                "leaks | 张伟",
                "desole | 张伟",
                "漏水 | 张伟",
                "Kreiselpumpe | Jürgen Müller",
                "gasket quotation | John Hoffman",
                "\"forty gaskets\" | John Hoffman",
                "quotatoin | John Hoffman",
                // Each word somewhere else.
                "zhang shanghai pump | 张伟",
                "hoffman chemicals gaskets 0199 | John Hoffman",
                "muller SO-2026-0043 berlin | Jürgen Müller",
                // No syntax.
                "AND | AND OR NOT",
                "NOT OR | AND OR NOT",
                "hoffman* | John Hoffman",
                "(hoffman) | John Hoffman",
                "[hoffman] | John Hoffman",
                "\"hoffman | John Hoffman",
                "<script>alert | <script>alert('x')</script> & Sons"
            })
    void findsExactlyWhoIsMeant(String typed, String names) throws Exception {
        assertThat(names(find("q", typed))).containsExactlyInAnyOrder(names.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "?",
                "~",
                "\\",
                "/",
                "name:*",
                "hoffman AND smith",
                "hoffman OR",
                "hoffman~2 wang",
                "/.*/",
                "[* TO *]",
                "{}",
                "nobody",
                "潘国",
                "9999",
                "\"guo zeng\"",
                "zhang pump berlin",
                "\"gaskets forty\"",
                "10077 5678",
                "meier-x",
                "@",
                "🙂",
                "藩藩"
            })
    void findsNobodyWhereNobodyIsMeant(String typed) throws Exception {
        assertThat(names(find("q", typed))).isEmpty();
    }

    @Test
    void putsTheMostExactFirst() throws Exception {
        CustomerId shanghai = register(
                "Shanghai Trading",
                CustomerKind.ORGANISATION,
                List.of(),
                List.of(),
                "Hamburg",
                null,
                Map.of("test", "order"),
                null,
                null);
        CustomerId whole = register(
                "Shanghai",
                CustomerKind.ORGANISATION,
                List.of(),
                List.of(),
                "Hamburg",
                null,
                Map.of("test", "order"),
                null,
                null);
        CustomerId begins = register(
                "Shanghailand",
                CustomerKind.ORGANISATION,
                List.of(),
                List.of(),
                "Hamburg",
                null,
                Map.of("test", "order"),
                null,
                null);
        CustomerId city = register(
                "Zed",
                CustomerKind.ORGANISATION,
                List.of(),
                List.of(),
                "Shanghai",
                null,
                Map.of("test", "order"),
                null,
                null);
        CustomerId word = register(
                "Zod",
                CustomerKind.ORGANISATION,
                List.of(),
                List.of(),
                "Hamburg",
                null,
                Map.of("test", "order"),
                null,
                null);
        talk(word, Channel.CALL, "Trip", "Was in Shanghai last week.");
        CustomerId number = register(
                "Zud",
                CustomerKind.ORGANISATION,
                List.of(),
                List.of(),
                "Hamburg",
                null,
                Map.of("test", "order"),
                null,
                new ExternalReference("x", "shanghai"));

        JsonNode found = find("q", "Shanghai", "category.test", "order");

        assertThat(ids(found))
                .containsExactly(
                        number.toString(),
                        whole.toString(),
                        shanghai.toString(),
                        begins.toString(),
                        city.toString(),
                        word.toString());
        assertThat(found.get("items").get(5).get("reasons").get(0).get("text").asString())
                .isEqualTo("Was in <em>Shanghai</em> last week.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "guofan | name | <em>曾国藩</em>",
                "国藩 | name | 曾<em>国藩</em>",
                "mull | name | Jürgen <em>Müller</em>",
                "Hofman | name | John <em>Hoffman</em>",
                "5678 | phone | <em>+86 138 1234 5678</em>",
                "john@hoffman.example | email | <em>john@hoffman.example</em>",
                "jinggong.example | email | info@<em>jinggong.example</em>",
                "C-1001 | externalReference | crm:<em>C-1001</em>",
                "berlin | address | <em>Berlin</em>",
                "chemicals | category | <em>Chemicals</em>",
                "漏水 | text | The pump leaks again, the customer is désolé. 新换的水泵又<em>漏水</em>了",
                "desole | text | The pump leaks again, the customer is <em>désolé</em>. 新换的水泵又漏水了",
                "SO-2026-0042 | orderNumber | <em>SO-2026-0042</em>",
                "meimei | contactPerson | <em>韩梅梅</em>",
                "hanmeimei | contactPerson | <em>韩梅梅</em>",
                "script | name | &lt;<em>script</em>&gt;alert(&#x27;x&#x27;)&lt;/<em>script</em>&gt; &amp; Sons"
            })
    void saysWhy(String typed, String field, String text) throws Exception {
        JsonNode reason = find("q", typed).get("items").get(0).get("reasons").get(0);
        assertThat(reason.get("field").asString()).isEqualTo(field);
        assertThat(reason.get("text").asString()).isEqualTo(text);
    }

    @Test
    void tellsTheEntryOfTheHistoryThatSaysIt() throws Exception {
        JsonNode reason = find("q", "leaks").get("items").get(0).get("reasons").get(0);
        assertThat(reason.get("eventId").asString()).isNotEmpty();
        assertThat(Instant.parse(reason.get("occurredAt").asString())).isEqualTo(NOW.minus(Duration.ofDays(10)));
    }

    @Test
    void countsAndSumsExactlyWhatIsFoundNotWhatIsShown() throws Exception {
        JsonNode page = find("owner", "Anna Schmidt", "limit", "1");

        assertThat(page.get("total").asInt()).isEqualTo(2);
        assertThat(page.get("items")).hasSize(1);
        assertThat(page.get("complete").asBoolean()).isTrue();
        JsonNode sums = page.get("sums");
        assertThat(sums.get("customers").asInt()).isEqualTo(2);
        assertThat(sums.get("contacts").asInt()).isEqualTo(1);
        assertThat(sums.get("purchases").asInt()).isEqualTo(1);
        // With the currency's decimals, as written: readers of JSON may drop zeros.
        assertThat(send("owner", "Anna Schmidt").getContentAsString())
                .contains("\"revenue\":{\"USD\":50000.00},\"serviceCases\"");
        assertThat(find("q", "muller").get("sums").get("revenue").toString()).isEqualTo("{\"EUR\":1300.49}");
        JsonNode rated = find("q", "ivanov").get("sums");
        assertThat(rated.get("serviceCases").asInt()).isEqualTo(2);
        assertThat(rated.get("openCases").asInt()).isZero();
        assertThat(rated.get("ratings").get("count").asInt()).isEqualTo(2);
        assertThat(rated.get("ratings").get("mean").decimalValue()).isEqualByComparingTo("4.5");
        assertThat(rated.get("recommendations").get("count").asInt()).isZero();
        assertThat(rated.get("recommendations").has("mean")).isFalse();
    }

    @Test
    void leavesFacetsAndSumsOutWhereNobodyWantsThem() throws Exception {
        JsonNode page = find("q", "muller", "facets", "false", "sums", "false");
        assertThat(page.has("facets")).isFalse();
        assertThat(page.has("sums")).isFalse();
    }

    @Test
    void countsEachFacetWithoutItsOwnFilter() throws Exception {
        JsonNode facets =
                find("owner", "Anna Schmidt", "category.industry", "Machinery").get("facets");

        assertThat(counts(facets.get("categories").get("industry")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("Machinery", 1L, "Chemicals", 1L));
        assertThat(counts(facets.get("owner"))).containsExactlyEntriesOf(Map.of("Anna Schmidt", 1L));
        assertThat(counts(facets.get("kind"))).containsExactlyEntriesOf(Map.of("ORGANISATION", 1L));
        assertThat(counts(facets.get("openCases"))).containsEntry("true", 0L).containsEntry("false", 1L);
        assertThat(counts(find("q", "ivanov").get("facets").get("channel")))
                .containsExactlyEntriesOf(Map.of("EMAIL", 1L));
        JsonNode ranges = find("q", "muller").get("facets");
        assertThat(counts(ranges.get("revenue").get("EUR")))
                .containsEntry("1000..10000", 1L)
                .containsEntry("0..1000", 0L);
        JsonNode lastInteraction = ranges.get("lastInteraction").get(1);
        assertThat(lastInteraction.get("count").asInt()).isEqualTo(1);
        assertThat(ids(find(
                        "q", "muller",
                        "lastInteractionFrom", lastInteraction.get("from").asString(),
                        "lastInteractionTo", lastInteraction.get("to").asString())))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "owner=李雷 | 曾国藩",
                "owner=李雷&owner=Anna Schmidt | 曾国藩, John Hoffman, 上海精工机械设备有限公司",
                "owner=Anna Schmidt&kind=organisation | 上海精工机械设备有限公司",
                "category.importance=A&category.importance=B | 曾国藩, 上海精工机械设备有限公司",
                "category.importance=B&city=上海 | 上海精工机械设备有限公司",
                "region=湖南 | 曾国藩",
                "openCases=true | 张伟",
                "openCases=1 | 张伟",
                "openCases=2 | ",
                "channel=EMAIL | Пётр Иванов",
                "revenueMin=1300.49&currency=EUR | Jürgen Müller",
                "revenueMin=1300.50&currency=EUR | ",
                "revenueMax=50000&currency=USD | John Hoffman",
                "active=false | ",
                "q=hoffman&city=Berlin | "
            })
    void takesFiltersTogether(String filters, String names) throws Exception {
        var parameters = new ArrayList<String>();
        for (String filter : filters.split("&")) {
            parameters.addAll(List.of(filter.split("=", 2)));
        }
        assertThat(names(find(parameters.toArray(String[]::new))))
                .containsExactlyInAnyOrder(names == null ? new String[0] : names.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "-name",
                "lastInteraction",
                "-lastInteraction",
                "-revenue",
                "revenue",
                "openCases",
                "-openCases",
                "registeredAt",
                "relevance"
            })
    void pagesThroughAllOfThemExactlyOnce(String sort) throws Exception {
        String group = "pages" + sort.replace("-", "down");
        for (int number = 0; number < 7; number++) {
            // Ties and missing values in whatever they are sorted by.
            CustomerId customer = register(
                    "Twin",
                    CustomerKind.ORGANISATION,
                    List.of(),
                    List.of(),
                    null,
                    null,
                    Map.of("test", group),
                    null,
                    null);
            if (number % 3 == 0) {
                buy(customer, null, "10.00", "CHF", "Thing");
            }
        }
        var seen = new ArrayList<String>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = find(
                    "q",
                    "twin",
                    "category.test",
                    group,
                    "sort",
                    sort,
                    "currency",
                    "CHF",
                    "limit",
                    "2",
                    "cursor",
                    cursor);
            assertThat(page.get("total").asInt()).isEqualTo(7);
            seen.addAll(ids(page));
            cursor = page.has("next") ? page.get("next").asString() : "";
            pages++;
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void sortsByWhatIsAskedFor() throws Exception {
        assertThat(names(find("sort", "-revenue", "currency", "EUR", "limit", "1")))
                .containsExactly("Jürgen Müller");
        assertThat(names(find("sort", "-openCases", "limit", "1"))).containsExactly("张伟");
        assertThat(names(find("owner", "李雷", "owner", "Anna Schmidt", "sort", "name")))
                .containsExactly("John Hoffman", "上海精工机械设备有限公司", "曾国藩");
    }

    @Test
    void refusesACursorOfAnotherQuestionAndOneThatWasAltered() throws Exception {
        String next = find("limit", "2").get("next").asString();
        assertThat(send("limit", "3", "cursor", next).getStatus()).isEqualTo(200);
        for (String[] request : new String[][] {
            {"q", "twin", "cursor", next},
            {"kind", "individual", "cursor", next},
            {"cursor", next.substring(1)},
            {"cursor", "x" + next.substring(1)},
            {"cursor", "\"; DROP"}
        }) {
            MockHttpServletResponse refused = send(request);
            assertThat(refused.getStatus()).isEqualTo(400);
            assertThat(refused.getContentType()).isEqualTo("application/problem+json");
            assertThat(refused.getContentAsString()).contains("invalid-cursor").contains("leave the cursor out");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "colour=red | 'colour' is not known; known here: q, ",
                "kind=PERSON | 'kind' 'PERSON' is not one of INDIVIDUAL, ORGANISATION",
                "limit=0 | 'limit' '0' is not a whole number from 1 to 200",
                "limit=9999999999 | 'limit'",
                "sort=size | 'sort' is not one of relevance, name",
                "sort=-revenue | needs a currency",
                "revenueMin=10 | 'currency' is needed",
                "revenueMin=1e9&currency=EUR | is not an amount such as 1200.50",
                "currency=XXXX | ISO 4217",
                "openCases=many | has to be true, false",
                "lastInteractionFrom=yesterday | neither a date such as 2026-03-31",
                "lastInteractionFrom=+99999-01-01 | neither a date",
                "active=maybe | is not true or false",
                "q=a&q=b | can be given only once"
            })
    void saysWhatIsWrongWithAQuestion(String parameters, String detail) throws Exception {
        var request = new ArrayList<String>();
        for (String parameter : parameters.split("&")) {
            request.addAll(List.of(parameter.split("=", 2)));
        }
        MockHttpServletResponse refused = send(request.toArray(String[]::new));
        assertThat(refused.getStatus()).as(refused.getContentAsString()).isEqualTo(400);
        assertThat(JSON.readTree(refused.getContentAsByteArray()).get("detail").asString())
                .contains(detail);
    }

    @Test
    void refusesTextsTooLongToBeMeant() throws Exception {
        assertThat(send("q", "x".repeat(501)).getStatus()).isEqualTo(400);
        assertThat(send("q", "x ".repeat(240)).getStatus()).isEqualTo(200);
        var words = new StringBuilder();
        for (int number = 0; number < 40; number++) {
            words.append("word").append(number).append(' ');
        }
        MockHttpServletResponse refused = send("q", words.toString());
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString()).contains("has 40 words");
    }

    @Test
    void saysWhenAWordStandsInMoreHistoriesThanAreLookedThrough() throws Exception {
        crowd("Met at the trampoline.");
        JsonNode page = find("q", "trampoline");
        assertThat(page.get("complete").asBoolean()).isFalse();
        assertThat(page.get("hint").asString()).contains("'trampoline'");
        assertThat(page.get("total").asInt()).isEqualTo(50);
        assertThat(find("q", "crowd").get("complete").asBoolean()).isTrue();
    }

    @Test
    void findsWhoHasAWordThatManyHaveAndAnotherThatFewHave() throws Exception {
        crowd("Met at the carousel.");
        CustomerId last =
                register("Gwendolyn", CustomerKind.INDIVIDUAL, List.of(), List.of(), null, null, Map.of(), null, null);
        talk(last, Channel.VISIT, "Fair", "Met at the carousel, saw the hippodrome.");
        for (String typed :
                List.of("gwendolyn carousel", "carousel gwendolin", "carousel hippodrome", "carousel fair gwendolyn")) {
            JsonNode page = find("q", typed);
            assertThat(ids(page)).as(typed).containsExactly(last.toString());
            assertThat(page.get("complete").asBoolean()).as(typed).isTrue();
        }
        assertThat(find("q", "carousel fair").get("complete").asBoolean()).isFalse();
        assertThat(find("q", "crowd carousel").get("complete").asBoolean()).isFalse();
        assertThat(find("q", "carousel berlin").get("total").asInt()).isZero();
    }

    @Test
    void saysThatWhatItShowsWasRetracted() throws Exception {
        CustomerId customer =
                register("Isolde", CustomerKind.INDIVIDUAL, List.of(), List.of(), null, null, Map.of(), null, null);
        ContactId contact = new ContactId(UUID.randomUUID());
        Instant contactedAt = NOW.minus(Duration.ofDays(5));
        ContactDetails details = new ContactDetails(
                Channel.CALL, Direction.INBOUND, "Mistaken", "About a zeppelin.", null, "Anna Schmidt", null);
        List<String> events = facts.happen(
                contact.toString(),
                new ContactRecorded(contact, customer, contactedAt, details, null),
                new ContactRetracted(contact, customer, NOW, contactedAt, details, "another customer"));

        JsonNode reason =
                find("q", "zeppelin").get("items").get(0).get("reasons").get(0);

        assertThat(reason.get("eventId").asString()).isEqualTo(events.getFirst());
        assertThat(reason.get("supersededBy").get("eventId").asString()).isEqualTo(events.getLast());
        assertThat(reason.get("supersededBy").get("amendment").asString()).isEqualTo("RETRACTION");
        assertThat(find("q", "leaks").get("items").get(0).get("reasons").get(0).has("supersededBy"))
                .isFalse();
    }

    /** One more than a word of histories is followed to. */
    private void crowd(String saying) {
        for (int number = 0; number < 51; number++) {
            CustomerId customer = register(
                    "Crowd",
                    CustomerKind.ORGANISATION,
                    List.of(),
                    List.of(),
                    null,
                    null,
                    Map.of("test", "crowd"),
                    null,
                    null);
            talk(customer, Channel.VISIT, "Fair", saying);
        }
    }

    private static Map<String, Long> counts(JsonNode facet) {
        var counts = new LinkedHashMap<String, Long>();
        facet.forEach(count ->
                counts.put(count.get("value").asString(), count.get("count").asLong()));
        return counts;
    }

    private CustomerId register(
            String name,
            CustomerKind kind,
            List<String> emails,
            List<String> phones,
            String city,
            String region,
            Map<String, String> categories,
            String owner,
            ExternalReference reference) {
        CustomerId customerId = new CustomerId(new UUID(1, ++customers));
        List<Address> addresses = city == null
                ? List.of()
                : List.of(new Address(new AddressId(UUID.randomUUID()), null, null, city, region, null, null));
        happen(
                customerId,
                new CustomerRegistered(
                        customerId,
                        NOW.minus(Duration.ofDays(customers)),
                        kind,
                        name,
                        CustomerStage.PROSPECT,
                        emails,
                        phones,
                        addresses,
                        categories,
                        owner,
                        reference));
        return customerId;
    }

    private void complain(CustomerId customerId, String subject, String text) {
        ServiceCaseId caseId = new ServiceCaseId(UUID.randomUUID());
        Instant opened = NOW.minus(Duration.ofDays(10));
        happen(
                caseId,
                new ServiceCaseOpened(
                        caseId,
                        customerId,
                        opened,
                        ServiceCaseType.COMPLAINT,
                        Channel.CALL,
                        Priority.HIGH,
                        subject,
                        text,
                        null,
                        null,
                        null,
                        opened.plus(Duration.ofDays(1)),
                        null));
    }

    private void rate(CustomerId customerId, int score) {
        ServiceCaseId caseId = new ServiceCaseId(UUID.randomUUID());
        Instant opened = NOW.minus(Duration.ofDays(100));
        happen(
                caseId,
                new ServiceCaseOpened(
                        caseId,
                        customerId,
                        opened,
                        ServiceCaseType.REQUEST,
                        Channel.EMAIL,
                        Priority.LOW,
                        "Manual",
                        null,
                        null,
                        null,
                        null,
                        opened.plus(Duration.ofDays(1)),
                        null),
                new ServiceCaseResolved(
                        caseId,
                        customerId,
                        opened.plusSeconds(60),
                        ServiceCaseType.REQUEST,
                        opened,
                        opened.plus(Duration.ofDays(1)),
                        null,
                        null),
                new ServiceCaseRated(
                        caseId,
                        customerId,
                        opened.plusSeconds(120),
                        ServiceCaseType.REQUEST,
                        new Rating(RatingScale.SATISFACTION, score),
                        null));
    }

    private void buy(CustomerId customerId, String orderNumber, String amount, String currency, String product) {
        PurchaseId purchaseId = new PurchaseId(UUID.randomUUID());
        BigDecimal sum = new BigDecimal(amount);
        happen(
                purchaseId,
                new PurchasePlaced(
                        purchaseId,
                        customerId,
                        NOW.minus(Duration.ofDays(40)),
                        orderNumber,
                        List.of(new PurchaseLine(1, product, null, BigDecimal.ONE, sum, sum, null)),
                        Money.of(amount, currency),
                        null));
    }

    private void talk(CustomerId customerId, Channel channel, String subject, String text) {
        ContactId contactId = new ContactId(UUID.randomUUID());
        happen(
                contactId,
                new ContactRecorded(
                        contactId,
                        customerId,
                        NOW.minus(Duration.ofDays(5)),
                        new ContactDetails(channel, Direction.INBOUND, subject, text, null, "Anna Schmidt", null),
                        null));
    }

    private void happen(Object aggregateId, CustomerFact... happened) {
        facts.happen(aggregateId.toString(), happened);
    }

    private JsonNode find(String... parameters) throws Exception {
        MockHttpServletResponse response = send(parameters);
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
        return JSON.readTree(response.getContentAsByteArray());
    }

    private MockHttpServletResponse send(String... parameters) throws Exception {
        var request = get("/api/customers");
        for (int at = 0; at < parameters.length; at += 2) {
            request.param(parameters[at], parameters[at + 1]);
        }
        return http.perform(request).andReturn().getResponse();
    }

    private static List<String> names(JsonNode page) {
        var names = new ArrayList<String>();
        page.get("items").forEach(item -> names.add(item.get("name").asString()));
        return names;
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.get("items").forEach(item -> ids.add(item.get("customerId").asString()));
        return ids;
    }
}
