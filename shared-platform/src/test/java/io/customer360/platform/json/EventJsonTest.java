package io.customer360.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.CustomerEvent.OwnerAssigned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventJsonTest {

    private static final CustomerId CUSTOMER = CustomerId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c9aa");
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    private final JsonMapper mapper = EventJson.mapper();

    @Test
    void writesAnIdAsPlainTextAndLeavesOutWhatIsAbsent() {
        assertThat(mapper.writeValueAsString(new OwnerAssigned(CUSTOMER, NOON, null, "李雷")))
                .isEqualTo(
                        "{\"customerId\":\"0197c1de-7a44-7c32-9e5b-6a2d3f10c9aa\",\"occurredAt\":\"2026-03-31T12:00:00Z\",\"owner\":\"李雷\"}");
    }

    @Test
    void keepsTheScaleOfAmounts() {
        PaymentReceived payment = new PaymentReceived(
                PurchaseId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c9ab"),
                CUSTOMER,
                NOON,
                null,
                Money.of("1200.50", "CNY"),
                Money.of("0", "CNY"),
                null);

        String json = mapper.writeValueAsString(payment);

        assertThat(json).contains("\"amount\":1200.50").contains("\"outstanding\":{\"amount\":0.00");
        assertThat(mapper.readValue(json, PaymentReceived.class)).isEqualTo(payment);
    }

    @Test
    void ignoresComponentsThatALaterVersionAdded() {
        assertThat(mapper.readValue(
                        "{\"customerId\":\"0197c1de-7a44-7c32-9e5b-6a2d3f10c9aa\",\"occurredAt\":\"2026-03-31T12:00:00Z\",\"owner\":\"a\",\"x\":1}",
                        OwnerAssigned.class))
                .isEqualTo(new OwnerAssigned(CUSTOMER, NOON, null, "a"));
    }
}
