package io.customer360.command.purchase;

import static io.customer360.command.platform.Refusal.refusal;
import static io.customer360.command.platform.Rejection.CURRENCY_DIFFERS;
import static io.customer360.command.platform.Rejection.INVALID_VALUE;
import static io.customer360.command.platform.Rejection.OCCURRED_TOO_EARLY;
import static io.customer360.command.platform.Rejection.PAYMENT_EXCEEDS_OUTSTANDING;
import static io.customer360.command.platform.Rejection.PURCHASE_ALREADY_CANCELLED;
import static io.customer360.command.platform.Rejection.PURCHASE_ALREADY_RETURNED;
import static io.customer360.command.platform.Rejection.PURCHASE_ALREADY_SETTLED;
import static io.customer360.command.platform.Rejection.PURCHASE_LINE_NOT_FOUND;
import static io.customer360.command.platform.Rejection.RETURN_EXCEEDS_PURCHASE;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseTest {

    private static final PurchaseId PURCHASE = PurchaseId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c901");
    private static final CustomerId CUSTOMER = CustomerId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c902");
    private static final Instant BOUGHT = Instant.parse("2025-03-01T10:00:00Z");
    private static final Instant LATER = Instant.parse("2025-03-20T10:00:00Z");

    private final FixtureConfiguration<Purchase> fixture = new AggregateTestFixture<>(Purchase.class);

    @Test
    void receivesAPartOfWhatIsOwed() {
        fixture.given(placed()).when(payment("40")).expectEvents(paid("40.00", "82.00"));
    }

    @Test
    void isSettledByTheRest() {
        fixture.given(placed(), paid("40.00", "82.00")).when(payment("82.00")).expectEvents(paid("82.00", "0.00"));
    }

    @Test
    void refusesASecondPaymentOfASettledPurchase() {
        fixture.given(placed(), paid("122.00", "0.00"))
                .when(payment("122.00"))
                .expectNoEvents()
                .expectException(refusal(PURCHASE_ALREADY_SETTLED, "0.00 EUR"));
    }

    @Test
    void refusesMoreThanIsOutstandingAndSaysHowMuchThatIs() {
        fixture.given(placed(), paid("100.00", "22.00"))
                .when(payment("22.01"))
                .expectNoEvents()
                .expectException(refusal(PAYMENT_EXCEEDS_OUTSTANDING, "22.01 EUR", "22.00 EUR"));
    }

    @Test
    void refusesAPaymentWhereTheCompanyOwesTheCustomer() {
        fixture.given(placed(), paid("122.00", "0.00"), returned("2", "20.00", "-20.00"))
                .when(payment("1.00"))
                .expectException(refusal(PURCHASE_ALREADY_SETTLED, "-20.00 EUR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.001", "1E+999999999", "1E-999999999", "0E-999999999"})
    void refusesAPaymentOfAnAbsurdAmount(String amount) {
        fixture.given(placed())
                .when(payment(amount))
                .expectNoEvents()
                .expectException(refusal(INVALID_VALUE, "amount"));
    }

    @Test
    void refusesAPaymentInAnotherCurrency() {
        fixture.given(placed())
                .when(new ReceivePayment(PURCHASE, LATER, BigDecimal.TEN, Currency.getInstance("CNY"), null, null))
                .expectException(refusal(CURRENCY_DIFFERS, "EUR", "CNY"));
    }

    @Test
    void takesAPaymentThatNamesThePurchasesOwnCurrency() {
        fixture.given(placed())
                .when(new ReceivePayment(
                        PURCHASE, LATER, new BigDecimal("40.00"), Currency.getInstance("EUR"), "TX-1", null))
                .expectEvents(paid("40.00", "82.00"));
    }

    @Test
    void takesBackAPartForWhatItWasSoldFor() {
        fixture.given(placed()).when(returning("2")).expectEvents(returned("2", "20.00", "102.00"));
    }

    @Test
    void givesTheLastPartOfALineTheRestOfItsAmount() {
        Money total = Money.of("10.00", "EUR");
        PurchaseLine three = new PurchaseLine(1, "Tea", null, decimal("3"), null, decimal("10.00"), decimal("2.5"));
        fixture.given(new PurchasePlaced(PURCHASE, CUSTOMER, BOUGHT, null, List.of(three), total, null))
                .andGivenCommands(returning("2"))
                .when(returning("1"))
                .expectEvents(new GoodsReturned(
                        PURCHASE,
                        CUSTOMER,
                        LATER,
                        null,
                        BOUGHT,
                        List.of(new ReturnedLine(1, "Tea", decimal("1"), decimal("3.33"), decimal("2.5"))),
                        Money.of("3.33", "EUR"),
                        Money.of("0.00", "EUR"),
                        "scratched"));
    }

    @Test
    void refusesAReturnOfMoreThanWasBought() {
        fixture.given(placed())
                .when(returning("10.5"))
                .expectNoEvents()
                .expectException(refusal(RETURN_EXCEEDS_PURCHASE, "Line 1 (Tea)", "Of 10 bought", "10 is left"));
    }

    @Test
    void countsEarlierReturns() {
        fixture.given(placed(), returned("8", "80.00", "42.00"))
                .when(returning("3"))
                .expectNoEvents()
                .expectException(refusal(RETURN_EXCEEDS_PURCHASE, "Of 10 bought", "2 is left"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.0000001", "1E+999999999", "1E-999999999"})
    void refusesAReturnOfAnAbsurdQuantity(String quantity) {
        fixture.given(placed()).when(returning(quantity)).expectException(refusal(INVALID_VALUE, "Line 1: quantity"));
    }

    @Test
    void refusesAReturnOfALineThatThereIsNot() {
        fixture.given(placed())
                .when(new ReturnGoods(PURCHASE, LATER, List.of(new ReturnGoods.Part(3, BigDecimal.ONE)), null, null))
                .expectException(refusal(PURCHASE_LINE_NOT_FOUND, "no line 3", "from 1 to 2"));
    }

    @Test
    void refusesToTakeALineBackTwiceInOneReturn() {
        ReturnGoods.Part part = new ReturnGoods.Part(1, BigDecimal.ONE);
        fixture.given(placed())
                .when(new ReturnGoods(PURCHASE, LATER, List.of(part, part), null, null))
                .expectException(refusal(INVALID_VALUE, "Line 1 is named twice"));
    }

    @Test
    void refusesAReturnBeforeThePurchase() {
        fixture.given(placed())
                .when(new ReturnAllGoods(PURCHASE, BOUGHT.minusSeconds(1), null, null))
                .expectException(refusal(OCCURRED_TOO_EARLY, "2025-03-01T10:00:00Z"));
    }

    @Test
    void takesEverythingBackThatIsLeft() {
        fixture.given(placed(), returned("8", "80.00", "42.00"))
                .when(new ReturnAllGoods(PURCHASE, LATER, "moved away", null))
                .expectEvents(new GoodsReturned(
                        PURCHASE,
                        CUSTOMER,
                        LATER,
                        "PO-77",
                        BOUGHT,
                        rest("2", "20.00"),
                        Money.of("42.00", "EUR"),
                        Money.of("0.00", "EUR"),
                        "moved away"));
    }

    @Test
    void refusesAReturnWhereNothingIsLeft() {
        fixture.given(placed())
                .andGivenCommands(new ReturnAllGoods(PURCHASE, LATER, null, null))
                .when(new ReturnAllGoods(PURCHASE, LATER, null, null))
                .expectException(refusal(PURCHASE_ALREADY_RETURNED));
    }

    @Test
    void cancelsWhatIsLeftAfterReturns() {
        fixture.given(placed(), paid("100.00", "22.00"), returned("8", "80.00", "-58.00"))
                .when(new CancelPurchase(PURCHASE, LATER, "out of stock", null))
                .expectEvents(cancelled("42.00", "-100.00"));
    }

    @Test
    void leavesItAtOneCancellation() {
        fixture.given(placed(), cancelled("122.00", "0.00"))
                .when(new CancelPurchase(PURCHASE, LATER.plus(Duration.ofDays(1)), "again", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void refusesToCancelWhatCameBackAltogether() {
        fixture.given(placed())
                .andGivenCommands(new ReturnAllGoods(PURCHASE, LATER, null, null))
                .when(new CancelPurchase(PURCHASE, LATER, "out of stock", null))
                .expectException(refusal(PURCHASE_ALREADY_RETURNED, "nothing left to cancel"));
    }

    @Test
    void refusesACancellationBeforeThePurchase() {
        fixture.given(placed())
                .when(new CancelPurchase(PURCHASE, BOUGHT.minusSeconds(1), "out of stock", null))
                .expectException(refusal(OCCURRED_TOO_EARLY, "cancelled"));
    }

    @Test
    void refusesPaymentsAndReturnsOfACancelledPurchase() {
        for (Object command :
                List.of(payment("1.00"), returning("1"), new ReturnAllGoods(PURCHASE, LATER, null, null))) {
            new AggregateTestFixture<>(Purchase.class)
                    .given(placed(), cancelled("122.00", "0.00"))
                    .when(command)
                    .expectNoEvents()
                    .expectException(refusal(PURCHASE_ALREADY_CANCELLED));
        }
    }

    private static PurchasePlaced placed() {
        return new PurchasePlaced(
                PURCHASE,
                CUSTOMER,
                BOUGHT,
                "PO-77",
                List.of(
                        new PurchaseLine(
                                1, "Tea", null, decimal("10"), decimal("10.00"), decimal("100.00"), decimal("4.00")),
                        new PurchaseLine(2, "Pot", null, decimal("1"), null, decimal("22.00"), null)),
                Money.of("122.00", "EUR"),
                null);
    }

    private static ReceivePayment payment(String amount) {
        return new ReceivePayment(PURCHASE, LATER, new BigDecimal(amount), null, "TX-1", null);
    }

    private static PaymentReceived paid(String amount, String outstanding) {
        return new PaymentReceived(
                PURCHASE, CUSTOMER, LATER, "PO-77", Money.of(amount, "EUR"), Money.of(outstanding, "EUR"), "TX-1");
    }

    private static ReturnGoods returning(String quantity) {
        return new ReturnGoods(
                PURCHASE, LATER, List.of(new ReturnGoods.Part(1, new BigDecimal(quantity))), "scratched", null);
    }

    private static GoodsReturned returned(String quantity, String amount, String outstanding) {
        return new GoodsReturned(
                PURCHASE,
                CUSTOMER,
                LATER,
                "PO-77",
                BOUGHT,
                List.of(new ReturnedLine(1, "Tea", decimal(quantity), decimal(amount), decimal("4.00"))),
                Money.of(amount, "EUR"),
                Money.of(outstanding, "EUR"),
                "scratched");
    }

    private static PurchaseCancelled cancelled(String amount, String outstanding) {
        List<ReturnedLine> lines = amount.equals("122.00") ? rest("10", "100.00") : rest("2", "20.00");
        return new PurchaseCancelled(
                PURCHASE,
                CUSTOMER,
                LATER,
                "PO-77",
                BOUGHT,
                lines,
                Money.of(amount, "EUR"),
                Money.of(outstanding, "EUR"),
                "out of stock");
    }

    private static List<ReturnedLine> rest(String tea, String amount) {
        return List.of(
                new ReturnedLine(1, "Tea", decimal(tea), decimal(amount), decimal("4.00")),
                new ReturnedLine(2, "Pot", decimal("1"), decimal("22.00"), null));
    }

    private static BigDecimal decimal(String value) {
        return new BigDecimal(value);
    }
}
