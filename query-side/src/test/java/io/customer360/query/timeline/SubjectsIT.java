package io.customer360.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.embedded.TestServers;
import io.customer360.events.PurchaseEvent.GoodsReturned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.purchase.ReturnedLine;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.platform.BatchProjection.Change;
import io.customer360.query.platform.ReaderRestart;
import io.customer360.query.timeline.TimelineEntry.SubjectType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = SubjectsIT.Timeline.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class SubjectsIT {

    private static final CustomerId CUSTOMER = new CustomerId(new UUID(0, 1));
    private static final PurchaseId PURCHASE = new PurchaseId(new UUID(2, 1));
    private static final PurchaseId RETURNED = new PurchaseId(new UUID(2, 2));
    private static final Instant PLACED = Instant.parse("2026-01-10T08:00:00Z");
    private static final int PAYMENTS = 5_010;

    @Autowired
    private TimelineProjection projection;

    @Autowired
    private Subjects subjects;

    @DynamicPropertySource
    static void elasticsearch(DynamicPropertyRegistry registry) {
        registry.add("customer360.elasticsearch.url", TestServers::elasticsearchUrl);
        registry.add("customer360.elasticsearch.index-prefix", () -> "subjects-it-");
    }

    @Test
    void tellsHowAPurchaseStandsHoweverLongItsLifeIs() {
        TimelineProjection.Entries entries = projection.fold(null, placed(), context(0));
        for (int payment = 1; payment <= PAYMENTS; payment++) {
            entries = projection.fold(entries, paid(PAYMENTS - payment), context(payment));
        }
        assertThat(projection.flush(List.of(new Change<>(CUSTOMER, PAYMENTS, entries))))
                .isEmpty();
        projection.refresh();

        PurchaseView purchase = PurchaseView.of(subjects.read(SubjectType.PURCHASE, PURCHASE.value()));

        assertThat(purchase.orderNumber()).isEqualTo("SO-1");
        assertThat(purchase.purchasedAt()).isEqualTo(PLACED);
        assertThat(purchase.outstanding()).isEqualTo(euros(0));
        assertThat(purchase.version()).isEqualTo(PAYMENTS);
    }

    @Test
    void showsEachLineOfAPurchaseAndHowMuchOfItCameBack() {
        TimelineProjection.Entries entries = projection.fold(
                null,
                new PurchasePlaced(
                        RETURNED,
                        CUSTOMER,
                        PLACED,
                        "SO-2",
                        List.of(line(1, "Tea", "2.5", "10.00"), line(2, "Pot", "1", "22.00")),
                        euros(32),
                        null),
                context(RETURNED, 0));
        entries = projection.fold(entries, back("0.5", "2.00"), context(RETURNED, 1));
        entries = projection.fold(entries, back("1", "4.00"), context(RETURNED, 2));
        assertThat(projection.flush(List.of(new Change<>(CUSTOMER, 3, entries))))
                .isEmpty();
        projection.refresh();

        PurchaseView purchase = PurchaseView.of(subjects.read(SubjectType.PURCHASE, RETURNED.value()));

        assertThat(purchase.lines())
                .containsExactly(
                        new PurchaseView.Line(
                                1, "Tea", new BigDecimal("2.5"), Money.of("10.00", "EUR"), new BigDecimal("1.5")),
                        new PurchaseView.Line(2, "Pot", BigDecimal.ONE, Money.of("22.00", "EUR"), BigDecimal.ZERO));
        assertThat(purchase.returned()).isEqualTo(Money.of("6.00", "EUR"));
        assertThat(purchase.entries().getLast().lines())
                .containsExactly(new GoodsLine(1, "Tea", BigDecimal.ONE, new BigDecimal("4.00")));
    }

    private static PurchaseLine line(int number, String product, String quantity, String amount) {
        return new PurchaseLine(number, product, null, new BigDecimal(quantity), null, new BigDecimal(amount), null);
    }

    private static GoodsReturned back(String quantity, String amount) {
        return new GoodsReturned(
                RETURNED,
                CUSTOMER,
                PLACED.plusSeconds(60),
                "SO-2",
                PLACED,
                List.of(new ReturnedLine(1, "Tea", new BigDecimal(quantity), new BigDecimal(amount), null)),
                Money.of(amount, "EUR"),
                euros(32),
                null);
    }

    private static PurchasePlaced placed() {
        BigDecimal price = BigDecimal.valueOf(PAYMENTS);
        PurchaseLine line = new PurchaseLine(1, "Tea", null, BigDecimal.ONE, price, price, null);
        return new PurchasePlaced(PURCHASE, CUSTOMER, PLACED, "SO-1", List.of(line), euros(PAYMENTS), null);
    }

    private static PaymentReceived paid(int outstanding) {
        return new PaymentReceived(
                PURCHASE, CUSTOMER, PLACED.plusSeconds(1), "SO-1", euros(1), euros(outstanding), null);
    }

    private static FactContext context(int number) {
        return context(PURCHASE, number);
    }

    private static FactContext context(PurchaseId purchase, int number) {
        String eventId = new UUID(purchase.value().getLeastSignificantBits(), number).toString();
        return new FactContext(number + 1L, PLACED, eventId, purchase.toString(), number, Map.of());
    }

    private static Money euros(int amount) {
        return Money.of(amount + ".00", "EUR");
    }

    /**
     * The timeline without the ledger. No configuration by name: other tests scan this package, and must not find it.
     */
    @ComponentScan({"io.customer360.query.platform.elasticsearch", "io.customer360.query.timeline"})
    static class Timeline {

        @Bean
        ReaderRestart readerRestart() {
            return (reader, needed, newPlace) -> newPlace.accept(1);
        }
    }
}
