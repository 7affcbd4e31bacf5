package io.customer360.command.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.Http.Reply;
import io.customer360.command.WithAProspect;
import io.customer360.events.ContactEvent.ContactCorrected;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.ContactEvent.ContactRetracted;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.Direction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactIT extends WithAProspect {

    private static final String CALL = """
        {"channel":"CALL","direction":"INBOUND","subject":"Price list","text":"Asked for it.\\nSoon.",
         "occurredAt":"2025-03-01T10:00:00Z","contactPerson":"曾国藩","staffMember":"lena","followUpOn":"2025-03-10"}
        """;
    private static final String VISIT = """
        {"channel":"VISIT","direction":"OUTBOUND","subject":"Price list"}
        """;

    @Test
    void recordsAContact() {
        Reply reply = http.post(contacts(), CALL);

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.header("Location")).endsWith("/api/contacts/" + reply.json("id"));
        assertThat(events(reply.json("id"))).singleElement().isInstanceOfSatisfying(ContactRecorded.class, recorded -> {
            assertThat(recorded.occurredAt()).isEqualTo(Instant.parse("2025-03-01T10:00:00Z"));
            assertThat(recorded.details())
                    .isEqualTo(new ContactDetails(
                            Channel.CALL,
                            Direction.INBOUND,
                            "Price list",
                            "Asked for it.\nSoon.",
                            "曾国藩",
                            "lena",
                            LocalDate.parse("2025-03-10")));
        });
    }

    @Test
    void replacesTheWholeContactButKeepsItsMoment() {
        String id = http.create(contacts(), CALL);

        Reply reply = http.put("/api/contacts/" + id, VISIT, "If-Match", "\"0\"");

        assertThat(reply.header("ETag")).isEqualTo("\"1\"");
        ContactCorrected correction = (ContactCorrected) events(id).getLast();
        assertThat(correction.contactedAt()).isEqualTo(Instant.parse("2025-03-01T10:00:00Z"));
        assertThat(correction.details())
                .isEqualTo(new ContactDetails(Channel.VISIT, Direction.OUTBOUND, "Price list", null, null, null, null));
    }

    @Test
    void changesNothingWhereNothingIsDifferent() {
        String id = http.create(contacts(), CALL);

        Reply reply = http.put("/api/contacts/" + id, CALL);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isEqualTo("\"0\"");
        assertThat(events(id)).hasSize(1);
    }

    @Test
    void refusesACorrectionOfWhatSomebodyChangedSince() {
        String id = http.create(contacts(), CALL);
        http.put("/api/contacts/" + id, VISIT);

        http.put("/api/contacts/" + id, CALL, "If-Match", "\"0\"").isProblem(412, "version-mismatch");
        assertThat(events(id)).hasSize(2);
    }

    @Test
    void refusesEverythingOnceItIsRetracted() {
        String id = http.create(contacts(), CALL);

        assertThat(http.post("/api/contacts/%s/retraction".formatted(id), "{\"reason\":\"other customer\"}")
                        .status())
                .isEqualTo(200);

        assertThat(((ContactRetracted) events(id).getLast()).reason()).isEqualTo("other customer");
        http.put("/api/contacts/" + id, VISIT).isProblem(409, "contact-retracted", "Record it anew");
        assertThat(events(id)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"direction":"INBOUND","subject":"x"}                                                   | channel    | CALL, VISIT, EMAIL
        {"channel":"PIGEON","direction":"INBOUND","subject":"x"}                                | channel    | CALL, VISIT, EMAIL
        {"channel":"CALL","direction":"UP","subject":"x"}                                       | direction  | INBOUND, OUTBOUND
        {"channel":"CALL","direction":"INBOUND","subject":""}                                   | subject    | nothing in it
        {"channel":"CALL","direction":"INBOUND","subject":"x","text":"\\u001b[2J"}              | text       | U+001B
        {"channel":"CALL","direction":"INBOUND","subject":"x","followUpOn":"+20000-01-01"}      | followUpOn | a hundred years
        {"channel":"CALL","direction":"INBOUND","subject":"x","followUpOn":"2025-02-30"}        | followUpOn | a date such as
        {"channel":"CALL","direction":"INBOUND","subject":"x","occurredAt":"1066-10-14T00:00:00Z"} | occurredAt | 1900
        """)
    void refusesMalformedContacts(String body, String field, String words) {
        Reply reply = http.post(contacts(), body);
        reply.isProblem(400, "invalid-request", words);
        assertThat(reply.body()).contains("\"field\":\"%s\"".formatted(field));
        assertThat(events(customer)).hasSize(1);
    }

    @Test
    void refusesATextThatIsTooLong() {
        http.post(contacts(), VISIT.replace("Price list", "x".repeat(100_000)))
                .isProblem(400, "invalid-request", "'subject' has 100000 characters; at most 200 fit");
    }

    @Test
    void refusesWhatIsNotThere() {
        String nobody = UUID.randomUUID().toString();
        http.post("/api/customers/%s/contacts".formatted(nobody), CALL).isProblem(404, "customer-not-found", nobody);
        http.put("/api/contacts/" + nobody, CALL).isProblem(404, "contact-not-found", nobody);
        http.put("/api/contacts/" + customer, CALL).isProblem(404, "contact-not-found", customer);
    }

    private String contacts() {
        return "/api/customers/%s/contacts".formatted(customer);
    }
}
