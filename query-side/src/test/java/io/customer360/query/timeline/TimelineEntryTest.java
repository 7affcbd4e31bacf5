package io.customer360.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.ContactEvent.ContactRetracted;
import io.customer360.events.InteractionEvent;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRatingCorrected;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResponded;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import io.customer360.platform.json.EventJson;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.timeline.TimelineEntry.SubjectType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimelineEntryTest {

    private static final CustomerId CUSTOMER = new CustomerId(new UUID(0, 1));
    private static final PurchaseId PURCHASE = new PurchaseId(new UUID(0, 2));
    private static final ContactId CONTACT = new ContactId(new UUID(0, 3));
    private static final ServiceCaseId CASE = new ServiceCaseId(new UUID(0, 4));
    private static final Instant MOMENT = Instant.parse("2026-03-31T12:00:00Z");
    private static final ContactDetails CALL =
            new ContactDetails(Channel.CALL, Direction.INBOUND, "Prices", null, null, null, null);

    @Test
    void tellsAPurchaseByItsProducts() {
        TimelineEntry entry = entry(new PurchasePlaced(
                PURCHASE,
                CUSTOMER,
                MOMENT,
                "PO-7",
                List.of(line(1, "Pumpe", "Für Wasser"), line(2, "Hose", null), line(3, "Pumpe", null)),
                Money.of("30", "EUR"),
                new ExternalReference("shop", "A/1")));

        assertThat(entry.kind()).isEqualTo("PurchasePlaced");
        assertThat(entry.subjectType()).isEqualTo(SubjectType.PURCHASE);
        assertThat(entry.subjectId()).isEqualTo(PURCHASE.toString());
        assertThat(entry.headline()).isEqualTo("Pumpe, Hose");
        assertThat(entry.text()).isEqualTo("Für Wasser");
        assertThat(entry.money()).isEqualTo(Money.of("30.00", "EUR"));
        assertThat(entry.actor()).isEqualTo("ann");
        assertThat(entry.sequence()).isEqualTo(5);
        assertThat(json(entry))
                .contains("\"orderNumber\":\"PO-7\"")
                .contains("\"amount\":3000,\"outstanding\":3000,\"currency\":\"EUR\"")
                .endsWith("\"search\":{\"words\":\"fur wasser\",\"identifiers\":[\"a/1\",\"po-7\",\"shop:a/1\"]}}");
    }

    @Test
    void isFoundByTheReferenceOfAPayment() {
        TimelineEntry entry = entry(new PaymentReceived(
                PURCHASE, CUSTOMER, MOMENT, null, Money.of("5", "JPY"), Money.of("0", "JPY"), "TX-9"));

        assertThat(entry.money()).isEqualTo(Money.of("5", "JPY"));
        assertThat(json(entry)).contains("\"identifiers\":[\"tx-9\"]");
    }

    @Test
    void keepsALongAnswerReadableBesideItsHeadline() {
        String answer = "We have looked into it. ".repeat(20).strip();

        TimelineEntry entry = entry(new ServiceCaseResponded(
                CASE, CUSTOMER, MOMENT, ServiceCaseType.ENQUIRY, MOMENT, true, Channel.EMAIL, "han", answer));

        assertThat(entry.headline()).hasSizeLessThanOrEqualTo(120).endsWith("…");
        assertThat(entry.text()).isEqualTo(answer);
    }

    @Test
    void saysWhatItDoesToEarlierEntries() {
        Rating two = new Rating(RatingScale.SATISFACTION, 2);
        ServiceCaseType type = ServiceCaseType.COMPLAINT;

        TimelineEntry recorded = entry(new ContactRecorded(CONTACT, CUSTOMER, MOMENT, CALL, null));
        TimelineEntry retracted = entry(new ContactRetracted(CONTACT, CUSTOMER, MOMENT, MOMENT, CALL, "wrong"));
        TimelineEntry rated = entry(new ServiceCaseRated(CASE, CUSTOMER, MOMENT, type, two, null));
        TimelineEntry corrected =
                entry(new ServiceCaseRatingCorrected(CASE, CUSTOMER, MOMENT, type, MOMENT, two, two, "misheard"));

        assertThat(recorded.amendment()).isNull();
        assertThat(retracted.amendment()).isEqualTo(Amendment.RETRACTION);
        assertThat(retracted.amendment().amends(recorded.kind())).isTrue();
        assertThat(retracted.reason()).isEqualTo("wrong");
        assertThat(corrected.amendment().amends(rated.kind())).isTrue();
        assertThat(corrected.amendment().amends("ServiceCaseOpened")).isFalse();
        assertThat(rated.rating()).isEqualTo(two);
    }

    @Test
    void takesTheReasonFromTheMetadataWhereTheEventHasNone() {
        assertThat(entry(new ContactRecorded(CONTACT, CUSTOMER, MOMENT, CALL, null))
                        .reason())
                .isEqualTo("by request");
    }

    private static String json(TimelineEntry entry) {
        return EventJson.mapper().writeValueAsString(TimelineDocument.of(entry));
    }

    private static TimelineEntry entry(InteractionEvent event) {
        return TimelineEntry.of(
                event,
                new FactContext(
                        9,
                        MOMENT,
                        new UUID(1, 1).toString(),
                        new UUID(1, 2).toString(),
                        5,
                        Map.of("actor", "ann", "reason", "by request")));
    }

    private static PurchaseLine line(int number, String product, String description) {
        return new PurchaseLine(number, product, description, BigDecimal.ONE, null, BigDecimal.TEN, null);
    }
}
