package io.customer360.query.timeline;

import io.customer360.events.PurchaseEvent.GoodsReturned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchaseCancelled;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as it stands, and how it came to that.
 *
 * @param lines as they were placed, by the numbers by which a return names them
 * @param total what was placed
 * @param outstanding what is still owed for it; negative where the company owes the customer
 * @param version for {@code If-Match}
 * @param entries of the history, in the order in which they were recorded
 */
record PurchaseView(
        String purchaseId,
        CustomerId customerId,
        @Nullable String orderNumber,
        Instant purchasedAt,
        List<String> products,
        List<Line> lines,
        @Nullable Money total,
        @Nullable Money paid,
        @Nullable Money returned,
        @Nullable Money outstanding,
        boolean cancelled,
        @Nullable ExternalReference externalReference,
        long version,
        List<Entry> entries) {

    PurchaseView {
        products = List.copyOf(products);
        lines = List.copyOf(lines);
        entries = List.copyOf(entries);
    }

    /**
     * A line of the purchase.
     *
     * @param amount what the whole line was sold for
     * @param returned how much of it has come back
     */
    @Schema(name = "PurchasedLine")
    record Line(int number, String product, BigDecimal quantity, Money amount, BigDecimal returned) {}

    /** @param entries at least one, all about this purchase, beginning with its placing */
    static PurchaseView of(List<Entry> entries) {
        Entry placed = entries.getFirst();
        Entry last = entries.getLast();
        return new PurchaseView(
                placed.subjectId(),
                placed.customerId(),
                placed.orderNumber(),
                placed.occurredAt(),
                placed.products(),
                lines(placed, returnedByLine(entries)),
                placed.amount(),
                sum(entries, PaymentReceived.class, placed.amount()),
                sum(entries, GoodsReturned.class, placed.amount()),
                last.outstanding(),
                entries.stream().anyMatch(entry -> entry.event().equals(PurchaseCancelled.class.getSimpleName())),
                placed.externalReference(),
                last.sequence(),
                entries);
    }

    private static List<Line> lines(Entry placed, Map<Integer, BigDecimal> returned) {
        Money total = placed.amount();
        return total == null
                ? List.of()
                : placed.lines().stream()
                        .map(line -> new Line(
                                line.number(),
                                line.product(),
                                line.quantity(),
                                new Money(line.amount(), total.currency()),
                                returned.getOrDefault(line.number(), BigDecimal.ZERO)))
                        .toList();
    }

    private static Map<Integer, BigDecimal> returnedByLine(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.event().equals(GoodsReturned.class.getSimpleName()))
                .flatMap(entry -> entry.lines().stream())
                .collect(Collectors.toMap(GoodsLine::number, GoodsLine::quantity, BigDecimal::add));
    }

    private static @Nullable Money sum(List<Entry> entries, Class<?> event, @Nullable Money total) {
        return total == null
                ? null
                : entries.stream()
                        .filter(entry -> entry.event().equals(event.getSimpleName()))
                        .map(Entry::amount)
                        .filter(Objects::nonNull)
                        .reduce(Money.zero(total.currency()), Money::plus);
    }
}
