package io.customer360.command.purchase;

import static io.customer360.command.platform.Refusal.refusal;
import static io.customer360.command.platform.Rejection.INVALID_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.MatcherAssert.assertThat;

import io.customer360.events.purchase.PurchaseLine;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedLineTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    @ParameterizedTest
    @CsvSource({
        "EUR, 3, 4.99, 14.97",
        "EUR, 2.5, 0.333333, 0.83",
        "EUR, 1, 0.125, 0.12",
        "EUR, 1, 0.135, 0.14",
        "EUR, 7, 0, 0.00",
        "JPY, 1.5, 333, 500",
        "KWD, 1, 1.2345, 1.234",
        "EUR, 1000000000, 1000, 1000000000000.00"
    })
    void worksOutTheAmountFromTheUnitPrice(String currency, String quantity, String unitPrice, String amount) {
        assertThat(line(quantity, unitPrice, null)
                        .priced(1, Currency.getInstance(currency))
                        .amount())
                .isEqualTo(new BigDecimal(amount));
    }

    @Test
    void takesTheAmountWhereNoUnitPriceIsKnown() {
        PurchaseLine line = line("3", null, "10").priced(1, EUR);
        assertThat(line.amount()).isEqualTo(new BigDecimal("10.00"));
        assertThat(line.unitPrice()).isNull();
    }

    @Test
    void takesBothWhereTheyAgree() {
        assertThat(line("3", "3.333", "10.0").priced(1, EUR))
                .isEqualTo(new PurchaseLine(
                        1,
                        "Tea",
                        null,
                        new BigDecimal("3"),
                        new BigDecimal("3.333"),
                        new BigDecimal("10.00"),
                        new BigDecimal("2.50")));
    }

    @Test
    void saysWhatWasExpectedWhereTheyDisagree() {
        assertThat(
                catchThrowable(() -> line("3", "3.33", "10.00").priced(4, EUR)),
                refusal(INVALID_VALUE, "Line 4", "amount is 10.00, but 3 × 3.33 gives 9.99 EUR"));
    }

    @Test
    void needsUnitPriceOrAmount() {
        assertThat(
                catchThrowable(() -> line("3", null, null).priced(1, EUR)),
                refusal(INVALID_VALUE, "Line 1: give unitPrice, amount, or both"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1000000000.1",
                "0.1234567",
                "1E+999999999",
                "1E-999999999",
                "-1E+999999999",
                "0E-999999999"
            })
    void refusesAnAbsurdQuantity(String quantity) {
        assertThat(
                catchThrowable(() -> line(quantity, "1", null).priced(1, EUR)),
                refusal(INVALID_VALUE, "Line 1: quantity"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1000000000000.01", "0.1234567", "1E+999999999", "1E-999999999"})
    void refusesAnAbsurdPriceOrCostOfAUnit(String price) {
        assertThat(
                catchThrowable(() -> line("1", price, null).priced(1, EUR)),
                refusal(INVALID_VALUE, "Line 1: unitPrice"));
        OrderedLine costly = new OrderedLine("Tea", null, BigDecimal.ONE, BigDecimal.ONE, null, new BigDecimal(price));
        assertThat(catchThrowable(() -> costly.priced(1, EUR)), refusal(INVALID_VALUE, "Line 1: unitCost"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1000000000000.01", "0.001", "1E+999999999", "1E-999999999"})
    void refusesAnAbsurdAmount(String amount) {
        assertThat(
                catchThrowable(() -> line("1", null, amount).priced(1, EUR)), refusal(INVALID_VALUE, "Line 1: amount"));
    }

    @Test
    void refusesWhatComesToTooMuch() {
        assertThat(
                catchThrowable(() -> line("1000000000", "1000000000000", null).priced(1, EUR)),
                refusal(INVALID_VALUE, "Line 1: quantity × unitPrice", "1000000000000"));
    }

    @Test
    void takesZeroHoweverItIsWritten() {
        assertThat(line("1", null, "0E-999999999").priced(1, EUR).amount()).isEqualTo(new BigDecimal("0.00"));
        assertThat(line("1", null, "0E+999999999").priced(1, EUR).amount()).isEqualTo(new BigDecimal("0.00"));
    }

    private static OrderedLine line(String quantity, @Nullable String unitPrice, @Nullable String amount) {
        return new OrderedLine(
                "Tea",
                null,
                new BigDecimal(quantity),
                unitPrice == null ? null : new BigDecimal(unitPrice),
                amount == null ? null : new BigDecimal(amount),
                new BigDecimal("2.5"));
    }
}
