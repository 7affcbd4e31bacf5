package io.customer360.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.customer360.events.ContactEvent.ContactCorrected;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.ContactEvent.ContactRetracted;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.ServiceCaseEvent.ServiceCaseAssigned;
import io.customer360.events.ServiceCaseEvent.ServiceCaseOpened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRatingCorrected;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResolved;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest
@ContextConfiguration(classes = ReadSide.class)
@TestPropertySource(properties = "customer360.test=histories")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistorySearchIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final CustomerId ZHANG = new CustomerId(new UUID(2, 1));
    private static final CustomerId MULLER = new CustomerId(new UUID(2, 2));
    private static final ContactId CALL = new ContactId(new UUID(3, 1));
    private static final ContactId MISTAKE = new ContactId(new UUID(3, 2));
    private static final PurchaseId PUMPS = new PurchaseId(new UUID(4, 1));
    private static final ServiceCaseId LEAK = new ServiceCaseId(new UUID(5, 1));

    @Autowired
    private MockMvc http;

    @Autowired
    private ReadSide.Facts facts;

    @BeforeAll
    void deal() {
        register(ZHANG, "张伟 <b>", "Anna");
        register(MULLER, "Jürgen Müller", null);
        ContactDetails details = details("Asks for pumps", "Wants zwölf <i>pumps</i> by May", "Anna");
        ContactDetails corrected = details("Asks for valves", "Wants zwölf valves by May", "Anna");
        Instant call = at("2026-01-10T09:00:00Z");
        facts.happen(
                CALL.toString(),
                new ContactRecorded(CALL, ZHANG, call, details, null),
                new ContactCorrected(CALL, ZHANG, at("2026-01-12T09:00:00Z"), call, details, call, corrected));
        facts.happen(
                MISTAKE.toString(),
                new ContactRecorded(
                        MISTAKE, MULLER, at("2026-01-11T09:00:00Z"), details("Talk", "About pumps", "Bob"), null),
                new ContactRetracted(
                        MISTAKE,
                        MULLER,
                        at("2026-01-13T09:00:00Z"),
                        at("2026-01-11T09:00:00Z"),
                        details("Talk", "About pumps", "Bob"),
                        "wrong customer"));
        BigDecimal price = new BigDecimal("1200.50");
        facts.happen(
                PUMPS.toString(),
                new PurchasePlaced(
                        PUMPS,
                        ZHANG,
                        at("2026-02-01T10:00:00Z"),
                        "SO-77",
                        List.of(new PurchaseLine(1, "水泵", null, BigDecimal.ONE, price, price, null)),
                        Money.of("1200.50", "CNY"),
                        null),
                new PaymentReceived(
                        PUMPS,
                        ZHANG,
                        at("2026-02-05T10:00:00Z"),
                        "SO-77",
                        Money.of("1000.50", "CNY"),
                        Money.of("200", "CNY"),
                        "bank/4711"));
        Instant opened = at("2026-03-01T08:00:00Z");
        Instant due = at("2026-03-02T08:00:00Z");
        facts.happen(
                LEAK.toString(),
                new ServiceCaseOpened(
                        LEAK,
                        ZHANG,
                        opened,
                        ServiceCaseType.COMPLAINT,
                        Channel.EMAIL,
                        Priority.HIGH,
                        "水泵漏水",
                        "The pump leaks",
                        "水泵",
                        PUMPS,
                        null,
                        due,
                        null),
                new ServiceCaseAssigned(LEAK, ZHANG, opened.plusSeconds(60), ServiceCaseType.COMPLAINT, null, "Bob"),
                new ServiceCaseResolved(
                        LEAK,
                        ZHANG,
                        opened.plusSeconds(3600),
                        ServiceCaseType.COMPLAINT,
                        opened,
                        due,
                        "Bob",
                        "Seal 778899 replaced under order 4500"),
                new ServiceCaseRated(
                        LEAK,
                        ZHANG,
                        opened.plusSeconds(7200),
                        ServiceCaseType.COMPLAINT,
                        new Rating(RatingScale.SATISFACTION, 2),
                        "slow"),
                new ServiceCaseRatingCorrected(
                        LEAK,
                        ZHANG,
                        opened.plusSeconds(9000),
                        ServiceCaseType.COMPLAINT,
                        opened.plusSeconds(7200),
                        new Rating(RatingScale.SATISFACTION, 2),
                        new Rating(RatingScale.SATISFACTION, 4),
                        "typed wrongly"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q=pumps | ContactRetracted, ContactRecorded, ContactRecorded",
                "q=zwolf valves | ContactCorrected",
                "q=漏水 | ServiceCaseOpened",
                "q=\"pump leaks\" | ServiceCaseOpened",
                "q=\"leaks pump\" | ",
                "q=so-77 | PaymentReceived, PurchasePlaced",
                "q=bank/4711 | PaymentReceived",
                "q=valvse | ContactCorrected",
                "q=漏水 laeks | ServiceCaseOpened",
                "q=\"pump leaks\" 漏水 laeks | ServiceCaseOpened",
                "q=4500 778899 | ServiceCaseResolved",
                "q=778899 sael 4500 | ServiceCaseResolved",
                "q=4500 sael 12 778899 | ",
                "q=4500 778899 repalced | ServiceCaseResolved",
                "q=pumps&type=service | ",
                "q=* | ",
                "type=purchase | PaymentReceived, PurchasePlaced",
                "type=service&event=ServiceCaseOpened | ServiceCaseOpened",
                "channel=EMAIL | ServiceCaseOpened",
                "staff=Bob&type=contact | ContactRetracted, ContactRecorded",
                "from=2026-02-01&to=2026-02-01 | PurchasePlaced",
                "to=2026-01-10 | ContactRecorded",
                "owner=Anna&type=contact | ContactCorrected, ContactRecorded",
                "owner=Nobody | "
            })
    void findsEntries(String parameters, String events) throws Exception {
        assertThat(events(find("/api/timeline", parameters.split("[&=]"))))
                .containsExactly(events == null ? new String[0] : events.split(", "));
    }

    @Test
    void tellsWhoseEntryItIsAndWhereItSaysIt() throws Exception {
        JsonNode item = find("/api/timeline", "q", "pumps", "owner", "Anna")
                .get("items")
                .get(0);
        assertThat(item.get("customerName").asString()).isEqualTo("张伟 <b>");
        assertThat(item.get("reasons").get(0).get("text").asString())
                .isEqualTo("Wants zwölf &lt;i&gt;<em>pumps</em>&lt;/i&gt; by May");
    }

    @Test
    void marksWhatNoLongerHolds() throws Exception {
        JsonNode page = find("/api/customers/" + ZHANG + "/timeline");

        assertThat(events(page))
                .containsExactly(
                        "ServiceCaseRatingCorrected",
                        "ServiceCaseRated",
                        "ServiceCaseResolved",
                        "ServiceCaseAssigned",
                        "ServiceCaseOpened",
                        "PaymentReceived",
                        "PurchasePlaced",
                        "ContactCorrected",
                        "ContactRecorded");
        JsonNode items = page.get("items");
        assertThat(items.get(8).get("supersededBy").get("eventId"))
                .isEqualTo(items.get(7).get("eventId"));
        assertThat(items.get(8).get("supersededBy").get("amendment").asString()).isEqualTo("CORRECTION");
        assertThat(items.get(1).get("supersededBy").get("eventId"))
                .isEqualTo(items.get(0).get("eventId"));
        assertThat(items.get(7).has("supersededBy")).isFalse();
        assertThat(items.get(6).has("supersededBy")).isFalse();
        assertThat(send("/api/customers/" + ZHANG + "/timeline", "event", "PurchasePlaced")
                        .getContentAsString())
                .contains("\"amount\":{\"amount\":1200.50,\"currency\":\"CNY\"}");
    }

    @Test
    void countsEachFacetWithoutItsOwnFilter() throws Exception {
        JsonNode facets = find("/api/customers/" + ZHANG + "/timeline", "type", "contact", "limit", "1")
                .get("facets");
        assertThat(facets.get("type").toString())
                .isEqualTo(
                        "[{'value':'SERVICE_CASE','count':5},{'value':'CONTACT','count':2},{'value':'PURCHASE','count':2}]"
                                .replace('\'', '"'));
        assertThat(facets.get("month").toString()).isEqualTo("[{'value':'2026-01','count':2}]".replace('\'', '"'));
    }

    @Test
    void pagesThroughAllOfThemExactlyOnce() throws Exception {
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = find("/api/timeline", "limit", "3", "cursor", cursor);
            page.get("items").forEach(item -> seen.add(item.get("eventId").asString()));
            assertThat(page.get("total").asInt()).isEqualTo(11);
            cursor = page.has("next") ? page.get("next").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(11).doesNotHaveDuplicates();
        String next = find("/api/timeline", "limit", "3").get("next").asString();
        assertThat(send("/api/customers/" + ZHANG + "/timeline", "cursor", next).getStatus())
                .isEqualTo(400);
    }

    @Test
    void findsEntriesThoughMoreCustomersPassTheFiltersThanAreFollowed() throws Exception {
        // All of them come before the others in the order in which customers are followed.
        for (int number = 0; number < 51; number++) {
            register(new CustomerId(new UUID(1, number)), "Crowd", null);
        }
        JsonNode said = find("/api/timeline", "q", "pumps", "kind", "individual");
        assertThat(said.get("total").asInt()).isEqualTo(3);
        assertThat(said.get("complete").asBoolean()).isTrue();
        assertThat(find("/api/timeline", "q", "pumsp", "kind", "individual")
                        .get("total")
                        .asInt())
                .isEqualTo(4);
        JsonNode filtered = find("/api/timeline", "type", "purchase", "kind", "individual", "facets", "false");
        assertThat(filtered.get("total").asInt()).isEqualTo(2);
        assertThat(filtered.get("complete").asBoolean()).isTrue();
        assertThat(find("/api/timeline", "kind", "individual").get("complete").asBoolean())
                .isFalse();
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(send("/api/customers/" + new UUID(9, 9) + "/timeline").getStatus())
                .isEqualTo(404);
        assertThat(send("/api/customers/42/timeline").getStatus()).isEqualTo(400);
        assertThat(send("/api/timeline", "sort", "size").getStatus()).isEqualTo(400);
        assertThat(send("/api/timeline", "type", "visit").getStatus()).isEqualTo(400);
        assertThat(send("/api/customers/" + ZHANG + "/timeline", "owner", "Anna")
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void readsThe360View() throws Exception {
        MockHttpServletResponse response = send("/api/customers/" + ZHANG);
        assertThat(response.getHeader("ETag")).isEqualTo("\"0\"");
        JsonNode view = JSON.readTree(response.getContentAsByteArray());
        assertThat(view.get("name").asString()).isEqualTo("张伟 <b>");
        assertThat(view.get("purchases")
                        .get("turnover")
                        .get("CNY")
                        .get("revenue")
                        .decimalValue())
                .isEqualByComparingTo("1200.50");
        assertThat(view.get("purchases")
                        .get("turnover")
                        .get("CNY")
                        .get("receivable")
                        .decimalValue())
                .isEqualByComparingTo("200");
        assertThat(view.get("ratings").get("satisfaction").get("mean").decimalValue())
                .isEqualByComparingTo("4");
        assertThat(view.get("contacts").get("count").asInt()).isEqualTo(1);
        assertThat(view.get("position").asLong()).isEqualTo(13);
        assertThat(send("/api/customers/" + new UUID(9, 9)).getStatus()).isEqualTo(404);
    }

    @Test
    void readsSingleContactsPurchasesAndServiceCases() throws Exception {
        JsonNode contact = find("/api/contacts/" + CALL);
        assertThat(contact.get("subject").asString()).isEqualTo("Asks for valves");
        assertThat(contact.get("contactedAt").asString()).isEqualTo("2026-01-10T09:00:00Z");
        assertThat(contact.get("version").asLong()).isEqualTo(1);
        assertThat(send("/api/contacts/" + CALL).getHeader("ETag")).contains("1");
        assertThat(find("/api/contacts/" + MISTAKE).get("retracted").asBoolean())
                .isTrue();
        JsonNode purchase = find("/api/purchases/" + PUMPS);
        assertThat(purchase.get("paid").get("amount").decimalValue()).isEqualByComparingTo("1000.50");
        assertThat(purchase.get("outstanding").get("amount").decimalValue()).isEqualByComparingTo("200");
        assertThat(purchase.get("cancelled").asBoolean()).isFalse();
        assertThat(purchase.get("entries")).hasSize(2);
        JsonNode serviceCase = find("/api/service-cases/" + LEAK);
        assertThat(serviceCase.get("status").asString()).isEqualTo("RESOLVED");
        assertThat(serviceCase.get("assignee").asString()).isEqualTo("Bob");
        assertThat(serviceCase.get("rating").get("value").asInt()).isEqualTo(4);
        assertThat(serviceCase.get("resolvedAt").asString()).isEqualTo("2026-03-01T09:00:00Z");
        assertThat(send("/api/purchases/" + CALL).getStatus()).isEqualTo(404);
        assertThat(send("/api/service-cases/x").getStatus()).isEqualTo(400);
    }

    private void register(CustomerId customerId, String name, String owner) {
        facts.happen(
                customerId.toString(),
                new CustomerRegistered(
                        customerId,
                        at("2025-12-01T00:00:00Z"),
                        CustomerKind.INDIVIDUAL,
                        name,
                        CustomerStage.PROSPECT,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        owner,
                        null));
    }

    private static ContactDetails details(String subject, String text, String staffMember) {
        return new ContactDetails(Channel.CALL, Direction.INBOUND, subject, text, null, staffMember, null);
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }

    private JsonNode find(String path, String... parameters) throws Exception {
        MockHttpServletResponse response = send(path, parameters);
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
        return JSON.readTree(response.getContentAsByteArray());
    }

    private MockHttpServletResponse send(String path, String... parameters) throws Exception {
        var request = get(path);
        for (int at = 0; at < parameters.length; at += 2) {
            request.param(parameters[at].strip(), parameters[at + 1].strip());
        }
        return http.perform(request).andReturn().getResponse();
    }

    private static List<String> events(JsonNode page) {
        var events = new ArrayList<String>();
        page.get("items").forEach(item -> events.add(item.get("event").asString()));
        return events;
    }
}
