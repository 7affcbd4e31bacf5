package io.customer360.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.customer360.events.ContactEvent.ContactRecorded;
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
        CustomerId zeng = register("曾国藩", CustomerKind.INDIVIDUAL, List.of("zeng.guofan@xiangjun.cn"), List.of("+86 138 1234 5678"), "长沙", "湖南", Map.of("importance", "A"), "李雷", null);
        CustomerId zhang = register("张伟", CustomerKind.INDIVIDUAL, List.of(), List.of("+86 21 5555 0123"), "上海", "上海", Map.of(), null, null);
        complain(zhang, "水泵漏水", "The pump leaks again, the customer is désolé. 新换的水泵又漏水了");
        register("张薇", CustomerKind.INDIVIDUAL, List.of(), List.of(), "北京", "北京", Map.of(), null, null);
        CustomerId works = register("上海精工机械设备有限公司", CustomerKind.ORGANISATION, List.of("info@jinggong.example"), List.of(), "上海", "上海", Map.of("industry", "Machinery", "importance", "B"), "Anna Schmidt", new ExternalReference("erp", "K-4711"));
        facts.happen(works.toString(), new ContactPersonAdded(works, NOW, new ContactPerson(new ContactPersonId(UUID.randomUUID()), "韩梅梅", "Buyer", null, "han.meimei@jinggong.example", "+86 139 8888 7777")));
        CustomerId muller = register("Jürgen Müller", CustomerKind.INDIVIDUAL, List.of("juergen.mueller@example.de"), List.of("+49 171 1234567"), "Berlin", null, Map.of(), null, null);
        buy(muller, "SO-2026-0042", "1200.50", "EUR", "Kreiselpumpe");
        buy(muller, "SO-2026-0043", "99.99", "EUR", "Dichtung");
        CustomerId ivanov = register("Пётр Иванов", CustomerKind.INDIVIDUAL, List.of(), List.of("+7 495 123-45-67"), "Москва", null, Map.of(), null, null);
        rate(ivanov, 4);
        rate(ivanov, 5);
        CustomerId smith = register("John Hoffman", CustomerKind.INDIVIDUAL, List.of("john@hoffman.example"), List.of("+1 212 555 0199"), "New York", "NY", Map.of("industry", "Chemicals"), "Anna Schmidt", new ExternalReference("crm", "C-1001"));
        buy(smith, "PO 77/12", "50000", "USD", "Valve");
        talk(smith, Channel.CALL, "Wants a quotation", "He asked for a quotation for forty gaskets.");
        register("Wang Fang", CustomerKind.INDIVIDUAL, List.of(), List.of(), "Guangzhou", null, Map.of(), null, null);
        register("Yang Fan", CustomerKind.INDIVIDUAL, List.of(), List.of(), "Shenzhen", null, Map.of(), null, null);
        register("<script>alert('x')</script> & Sons", CustomerKind.ORGANISATION, List.of(), List.of(), "<b>Oslo</b>", null, Map.of(), null, null);
        register("AND OR NOT", CustomerKind.ORGANISATION, List.of(), List.of(), null, null, Map.of(), null, null);
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
                // Addresses and identifiers.
                "juergen.mueller@example.de | Jürgen Müller",
                "Juergen.Mueller | Jürgen Müller",
                "jinggong.example | 上海精工机械设备有限公司",
                "C-1001 | John Hoffman",
                "crm:C-1001 | John Hoffman",
                "c-1001 | John Hoffman",
                "K-4711 | 上海精工机械设备有限公司",
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
                "*", "?", "~", "\\", "/", "name:*", "hoffman AND smith", "hoffman OR", "hoffman~2 wang", "/.*/", "[* TO *]", "{}", "nobody", "潘国",
                "9999", "\"guo zeng\"", "zhang pump berlin", "\"gaskets forty\"", "@", "🙂", "藩藩"
            })
    void findsNobodyWhereNobodyIsMeant(String typed) throws Exception {
        assertThat(names(find("q", typed))).isEmpty();
    }

    @Test
    void putsTheMostExactFirst() throws Exception {
        CustomerId shanghai = register("Shanghai Trading", CustomerKind.ORGANISATION, List.of(), List.of(), "Hamburg", null, Map.of("test", "order"), null, null);
        CustomerId whole = register("Shanghai", CustomerKind.ORGANISATION, List.of(), List.of(), "Hamburg", null, Map.of("test", "order"), null, null);
        CustomerId begins = register("Shanghailand", CustomerKind.ORGANISATION, List.of(), List.of(), "Hamburg", null, Map.of("test", "order"), null, null);
        CustomerId city = register("Zed", CustomerKind.ORGANISATION, List.of(), List.of(), "Shanghai", null, Map.of("test", "order"), null, null);
        CustomerId word = register("Zod", CustomerKind.ORGANISATION, List.of(), List.of(), "Hamburg", null, Map.of("test", "order"), null, null);
        talk(word, Channel.CALL, "Trip", "Was in Shanghai last week.");
        CustomerId number = register("Zud", CustomerKind.ORGANISATION, List.of(), List.of(), "Hamburg", null, Map.of("test", "order"), null, new ExternalReference("x", "shanghai"));

        JsonNode found = find("q", "Shanghai", "category.test", "order");

        assertThat(ids(found)).containsExactly(number.toString(), whole.toString(), shanghai.toString(), begins.toString(), city.toString(), word.toString());
        assertThat(found.get("items").get(5).get("reasons").get(0).get("text").asString()).isEqualTo("Was in <em>Shanghai</em> last week.");
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
                        caseId, customerId, opened, ServiceCaseType.COMPLAINT, Channel.CALL, Priority.HIGH, subject, text, null, null, null, opened.plus(Duration.ofDays(1)), null));
    }

    private void rate(CustomerId customerId, int score) {
        ServiceCaseId caseId = new ServiceCaseId(UUID.randomUUID());
        Instant opened = NOW.minus(Duration.ofDays(100));
        happen(
                caseId,
                new ServiceCaseOpened(
                        caseId, customerId, opened, ServiceCaseType.REQUEST, Channel.EMAIL, Priority.LOW, "Manual", null, null, null, null, opened.plus(Duration.ofDays(1)), null),
                new ServiceCaseResolved(caseId, customerId, opened.plusSeconds(60), ServiceCaseType.REQUEST, opened, opened.plus(Duration.ofDays(1)), null, null),
                new ServiceCaseRated(caseId, customerId, opened.plusSeconds(120), ServiceCaseType.REQUEST, new Rating(RatingScale.SATISFACTION, score), null));
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
