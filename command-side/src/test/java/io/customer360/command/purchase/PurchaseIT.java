package io.customer360.command.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.Http.Reply;
import io.customer360.command.WithAProspect;
import io.customer360.events.CustomerEvent.ProspectConverted;
import io.customer360.events.CustomerFact;
import io.customer360.events.PurchaseEvent.GoodsReturned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchaseCancelled;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseIT extends WithAProspect {

    private static final String TEA = """
        {"orderNumber":"PO-77","occurredAt":"2025-03-01T10:00:00Z","currency":"EUR","lines":[
         {"product":"Tea","quantity":10,"unitPrice":9.99,"unitCost":4.125},
         {"product":"Pot","description":"Clay","quantity":1,"amount":22}]}
        """;

    @Test
    void placesAPurchaseAndMakesTheProspectACustomer() {
        Reply reply = http.post(purchases(), TEA);

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        String id = reply.json("id");
        assertThat(reply.header("Location")).endsWith("/api/purchases/" + id);
        assertThat(reply.header("ETag")).isEqualTo("\"0\"");
        // What a reader waits for has to be the purchase, not that the prospect became a customer by it.
        assertThat(reply.header("X-Consistency-Token"))
                .isEqualTo(eventStore.readEvents(id).next().getIdentifier());
        assertThat(events(id)).singleElement().isInstanceOfSatisfying(PurchasePlaced.class, placed -> {
            assertThat(placed.total()).isEqualTo(Money.of("121.90", "EUR"));
            assertThat(placed.orderNumber()).isEqualTo("PO-77");
        });
        assertThat(events(customer))
                .last()
                .isEqualTo(new ProspectConverted(
                        CustomerId.of(customer), Instant.parse("2025-03-01T10:00:00Z"), PurchaseId.of(id)));
    }

    @Test
    void goesThroughPaymentReturnAndCancellation() {
        String id = http.create(purchases(), TEA);

        assertThat(http.post(
                                "/api/purchases/%s/payments".formatted(id),
                                "{\"amount\":100,\"paymentReference\":\"TX-1\"}")
                        .header("ETag"))
                .isEqualTo("\"1\"");
        assertThat(http.post(
                                "/api/purchases/%s/returns".formatted(id),
                                "{\"lines\":[{\"line\":1,\"quantity\":2.5}],\"reason\":\"scratched\"}")
                        .status())
                .isEqualTo(200);
        assertThat(http.post("/api/purchases/%s/cancellation".formatted(id), "{\"reason\":\"out of stock\"}")
                        .status())
                .isEqualTo(200);

        List<CustomerFact> events = events(id);
        assertThat(events).hasSize(4);
        assertThat(((PaymentReceived) events.get(1)).outstanding()).isEqualTo(Money.of("21.90", "EUR"));
        assertThat(((GoodsReturned) events.get(2)).amount()).isEqualTo(Money.of("24.98", "EUR"));
        assertThat(((PurchaseCancelled) events.get(3)).amount()).isEqualTo(Money.of("96.92", "EUR"));
        assertThat(((PurchaseCancelled) events.get(3)).outstanding()).isEqualTo(Money.of("-100.00", "EUR"));
    }

    @Test
    void takesEverythingBackAtOnce() {
        String id = http.create(purchases(), TEA);

        assertThat(http.post("/api/purchases/%s/returns".formatted(id), "{\"all\":true}")
                        .status())
                .isEqualTo(200);

        assertThat(((GoodsReturned) events(id).getLast()).outstanding()).isEqualTo(Money.of("0.00", "EUR"));
        http.post("/api/purchases/%s/returns".formatted(id), "{\"all\":true}")
                .isProblem(409, "purchase-already-returned");
    }

    @Test
    void placesAPurchaseOnceForTheSameExternalReference() {
        String referred = TEA.replaceFirst(
                "\\{", "{\"externalReference\":{\"source\":\"shop\",\"id\":\"%s\"},".formatted(UUID.randomUUID()));
        String id = http.create(purchases(), referred);

        Reply second = http.post(purchases(), referred);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json("id")).isEqualTo(id);
        assertThat(events(id)).hasSize(1);
    }

    @Test
    void receivesAPaymentOnceUnderTheSameKey() {
        String id = http.create(purchases(), TEA);
        String key = UUID.randomUUID().toString();

        Reply first = http.post("/api/purchases/%s/payments".formatted(id), "{\"amount\":50}", "Idempotency-Key", key);
        Reply second = http.post("/api/purchases/%s/payments".formatted(id), "{\"amount\":50}", "Idempotency-Key", key);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(events(id)).hasSize(2);
    }

    @Test
    void refusesAPaymentOfAPurchaseThatSomebodyChangedSince() {
        String id = http.create(purchases(), TEA);
        http.post("/api/purchases/%s/payments".formatted(id), "{\"amount\":50}", "If-Match", "\"0\"");

        http.post("/api/purchases/%s/payments".formatted(id), "{\"amount\":50}", "If-Match", "\"0\"")
                .isProblem(412, "version-mismatch", "version 1, not 0");
        assertThat(events(id)).hasSize(2);
    }

    @Test
    void refusesASecondPaymentOfASettledPurchase() {
        String id = http.create(purchases(), TEA);
        http.post("/api/purchases/%s/payments".formatted(id), "{\"amount\":121.90}");

        http.post("/api/purchases/%s/payments".formatted(id), "{\"amount\":121.90}")
                .isProblem(409, "purchase-already-settled", "0.00 EUR");
        assertThat(events(id)).hasSize(2);
    }

    @Test
    void refusesAReturnOfMoreThanWasBought() {
        String id = http.create(purchases(), TEA);

        http.post("/api/purchases/%s/returns".formatted(id), "{\"lines\":[{\"line\":1,\"quantity\":11}]}")
                .isProblem(409, "return-exceeds-purchase", "Of 10 bought, 10 is left");
        assertThat(events(id)).hasSize(1);
    }

    @Test
    void saysWhatAmountItExpected() {
        http.post(
                        purchases(),
                        "{\"currency\":\"EUR\",\"lines\":[{\"product\":\"Tea\",\"quantity\":3,\"unitPrice\":3.33,\"amount\":10}]}")
                .isProblem(400, "invalid-value", "Line 1", "3 × 3.33 gives 9.99 EUR");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                                                | lines | must not be null
        {"currency":"EUR","lines":[]}                                                     | lines | from 1 to 1000 entries
        {"currency":"EUR","lines":[null]}                                                 | lines[0] | must not be null
        {"currency":"EUR","lines":"tea"}                                                  | lines | a list
        {"currency":"ZZZ","lines":[{"product":"Tea","quantity":1,"amount":1}]}            | currency | ZZZ
        {"currency":"EUR","lines":[{"product":"Tea","quantity":0,"amount":1}]}            | lines[0].quantity | above 0
        {"currency":"EUR","lines":[{"product":"Tea","quantity":-1,"amount":1}]}           | lines[0].quantity | above 0
        {"currency":"EUR","lines":[{"product":"Tea","quantity":1e99,"amount":1}]}         | lines[0].quantity | 1000000000 at most
        {"currency":"EUR","lines":[{"product":"Tea","quantity":1,"amount":-1}]}           | lines[0].amount | 0 or more
        {"currency":"EUR","lines":[{"product":"Tea","quantity":1,"unitPrice":1e999999999}]} | lines[0].unitPrice | 1000000000000 at most
        {"currency":"EUR","lines":[{"product":"Tea","quantity":1,"unitPrice":1e-999999999}]} | lines[0].unitPrice | 6 decimals
        {"currency":"EUR","lines":[{"product":"Tea","quantity":"1","amount":1}]}          | lines[0].quantity | number
        {"currency":"EUR","lines":[{"product":" ","quantity":1,"amount":1}]}              | lines[0].product | nothing in it
        {"currency":"EUR","lines":[{"product":"a\\u0000b","quantity":1,"amount":1}]}      | lines[0].product | U+0000
        {"currency":"EUR","lines":[{"product":"Tea","quantity":1,"amount":1,"price":1}]}  | lines[0].price | not known
        {"currency":"EUR","occurredAt":"+20000-01-01T00:00:00Z","lines":[{"product":"Tea","quantity":1,"amount":1}]} | occurredAt | 1900
        {"currency":"EUR","occurredAt":"tomorrow","lines":[{"product":"Tea","quantity":1,"amount":1}]} | occurredAt | a moment such as
        {"currency":"EUR","externalReference":{"source":"shop"},"lines":[{"product":"Tea","quantity":1,"amount":1}]} | externalReference.id | must not be null
        """)
    void refusesMalformedPurchases(String body, String field, String words) {
        Reply reply = http.post(purchases(), body);
        reply.isProblem(400, "invalid-request", words);
        assertThat(reply.body()).contains("\"field\":\"%s\"".formatted(field));
        assertThat(events(customer)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        returns      | {}                                              | lines  | not both
        returns      | {"all":false}                                   | lines  | not both
        returns      | {"all":true,"lines":[{"line":1,"quantity":1}]}  | lines  | not both
        returns      | {"lines":[]}                                    | lines  | from 1 to 1000 entries
        returns      | {"lines":[{"line":1.5,"quantity":1}]}           | lines[0].line | whole number
        returns      | {"lines":[{"quantity":1}]}                      | lines[0].line | whole number
        payments     | {"amount":0}                                    | amount | above 0
        payments     | {"amount":-5}                                   | amount | 0 or more
        payments     | {"amount":null}                                 | amount | must not be null
        cancellation | {}                                              | reason | must not be null
        """)
    void refusesMalformedChanges(String what, String body, String field, String words) {
        String id = http.create(purchases(), TEA);
        Reply reply = http.post("/api/purchases/%s/%s".formatted(id, what), body);
        reply.isProblem(400, "invalid-request", words);
        assertThat(reply.body()).contains("\"field\":\"%s\"".formatted(field));
        assertThat(events(id)).hasSize(1);
    }

    @Test
    void refusesWhatIsNotThere() {
        String nobody = UUID.randomUUID().toString();
        http.post("/api/customers/%s/purchases".formatted(nobody), TEA).isProblem(404, "customer-not-found", nobody);
        http.post("/api/purchases/%s/payments".formatted(nobody), "{\"amount\":1}")
                .isProblem(404, "purchase-not-found", nobody);
        http.post("/api/purchases/%s/payments".formatted(customer), "{\"amount\":1}")
                .isProblem(404, "purchase-not-found");
        http.post("/api/purchases/7/payments", "{\"amount\":1}").isProblem(400, "invalid-request", "an id such as");
    }

    private String purchases() {
        return "/api/customers/%s/purchases".formatted(customer);
    }
}
