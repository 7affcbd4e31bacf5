package io.customer360.command.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.PurchaseEvent;
import io.customer360.events.PurchaseEvent.GoodsReturned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchaseCancelled;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.purchase.ReturnedLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is paid, returned and cancelled, in whatever order: the sums stay right. */
class PurchaseHistoriesTest {

    private static final Instant BOUGHT = Instant.parse("2025-03-01T10:00:00Z");

    static Stream<Long> seeds() {
        // A new seed each time, beside the fixed ones; the test's name shows it.
        return Stream.concat(IntStream.rangeClosed(1, 60).mapToObj(Long::valueOf), Stream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "with seed {0}")
    @MethodSource("seeds")
    void sumsUpWhateverHappens(long seed) {
        Random random = new Random(seed);
        PurchasePlaced placed = placed(random);
        List<PurchaseEvent> history = new ArrayList<>(List.of(placed));

        for (int step = 0; step < 30; step++) {
            advance(history, command(random, history));
            assertThat(outstanding(history))
                    .as("outstanding after %s", history)
                    .isEqualTo(placed.total().minus(paidReturnedOrCancelled(history)));
        }
        for (PurchaseLine line : placed.lines()) {
            BigDecimal quantity =
                    cameBack(history, line).map(ReturnedLine::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal amount =
                    cameBack(history, line).map(ReturnedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(cameBack(history, line)).allMatch(part -> part.amount().signum() >= 0);
            assertThat(quantity).isLessThanOrEqualTo(line.quantity());
            assertThat(amount).isLessThanOrEqualTo(line.amount());
            if (quantity.compareTo(line.quantity()) == 0) {
                assertThat(amount).as("all of %s came back", line).isEqualByComparingTo(line.amount());
            }
        }
    }

    /** Sends the command to the purchase that has this history, and adds what comes of it. */
    private static void advance(List<PurchaseEvent> history, PurchaseCommand command) {
        new AggregateTestFixture<>(Purchase.class)
                .given(history)
                .when(command)
                .expectEventsMatching(new TypeSafeMatcher<List<EventMessage<?>>>() {
                    @Override
                    protected boolean matchesSafely(List<EventMessage<?>> published) {
                        published.forEach(event -> history.add((PurchaseEvent) event.getPayload()));
                        return true;
                    }

                    @Override
                    public void describeTo(Description description) {
                        description.appendText("any events");
                    }
                });
    }

    private static PurchasePlaced placed(Random random) {
        Currency currency = Currency.getInstance(List.of("EUR", "JPY", "KWD").get(random.nextInt(3)));
        List<PurchaseLine> lines = IntStream.rangeClosed(1, 1 + random.nextInt(4))
                .mapToObj(number -> new OrderedLine(
                                "Product " + number,
                                null,
                                decimal(random, 1, 5000),
                                random.nextInt(5) == 0 ? BigDecimal.ZERO : decimal(random, 0, 300),
                                null,
                                null)
                        .priced(number, currency))
                .toList();
        BigDecimal total = lines.stream().map(PurchaseLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new PurchasePlaced(
                new PurchaseId(new UUID(random.nextLong(), random.nextLong())),
                new CustomerId(new UUID(random.nextLong(), random.nextLong())),
                BOUGHT,
                null,
                lines,
                new Money(total, currency),
                null);
    }

    private static PurchaseCommand command(Random random, List<PurchaseEvent> history) {
        PurchasePlaced placed = (PurchasePlaced) history.getFirst();
        PurchaseId id = placed.purchaseId();
        Instant at = BOUGHT.plusSeconds(random.nextInt(-1000, 100_000));
        int kind = random.nextInt(100);
        if (kind < 30) {
            Money owed = outstanding(history);
            BigDecimal amount = random.nextInt(4) == 0
                    ? owed.amount()
                    : owed.amount()
                            .multiply(BigDecimal.valueOf(random.nextDouble(1.1)))
                            .setScale(owed.amount().scale(), RoundingMode.HALF_EVEN);
            return new ReceivePayment(id, at, amount, null, null, null);
        }
        if (kind < 96) {
            PurchaseLine line = placed.lines().get(random.nextInt(placed.lines().size()));
            BigDecimal left = line.quantity()
                    .subtract(cameBack(history, line)
                            .map(ReturnedLine::quantity)
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
            BigDecimal quantity = random.nextInt(3) == 0
                    ? left
                    : left.multiply(BigDecimal.valueOf(random.nextDouble(1.1))).setScale(3, RoundingMode.HALF_EVEN);
            return new ReturnGoods(id, at, List.of(new ReturnGoods.Part(line.number(), quantity)), null, null);
        }
        return kind < 98
                ? new ReturnAllGoods(id, at, null, null)
                : new CancelPurchase(id, at, "no longer wanted", null);
    }

    /** From 0.001 to a number below {@code bound}, with up to three decimals. */
    private static BigDecimal decimal(Random random, int fewest, int bound) {
        return BigDecimal.valueOf(random.nextLong(Math.max(1, fewest * 1000L), bound * 1000L), 3);
    }

    private static Money outstanding(List<PurchaseEvent> history) {
        return switch (history.getLast()) {
            case PurchasePlaced placed -> placed.total();
            case PaymentReceived payment -> payment.outstanding();
            case GoodsReturned goods -> goods.outstanding();
            case PurchaseCancelled cancellation -> cancellation.outstanding();
        };
    }

    /** What was paid, returned and cancelled. */
    private static Money paidReturnedOrCancelled(List<PurchaseEvent> history) {
        PurchasePlaced placed = (PurchasePlaced) history.getFirst();
        return history.stream()
                .map(event -> switch (event) {
                    case PurchasePlaced none -> Money.zero(none.total().currency());
                    case PaymentReceived payment -> payment.amount();
                    case GoodsReturned goods -> goods.amount();
                    case PurchaseCancelled cancellation -> cancellation.amount();
                })
                .reduce(Money.zero(placed.total().currency()), Money::plus);
    }

    private static Stream<ReturnedLine> cameBack(List<PurchaseEvent> history, PurchaseLine line) {
        return history.stream()
                .flatMap(event -> switch (event) {
                    case PurchasePlaced none -> Stream.<ReturnedLine>of();
                    case PaymentReceived none -> Stream.<ReturnedLine>of();
                    case GoodsReturned goods -> goods.lines().stream();
                    case PurchaseCancelled cancellation -> cancellation.lines().stream();
                })
                .filter(part -> part.number() == line.number());
    }
}
