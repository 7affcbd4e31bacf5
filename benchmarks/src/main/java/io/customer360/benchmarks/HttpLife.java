package io.customer360.benchmarks;

import io.customer360.command.contact.RecordContact;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.Command;
import io.customer360.command.purchase.OrderedLine;
import io.customer360.command.purchase.PlacePurchase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A customer's commands as requests, written before the measurement.
 *
 * @param registration the body
 * @param others path below the customer, and body
 */
record HttpLife(String registration, List<Map.Entry<String, String>> others) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static HttpLife of(List<Command> life) {
        return new HttpLife(
                body(life.getFirst()),
                life.stream()
                        .skip(1)
                        .map(command -> Map.entry(path(command), body(command)))
                        .toList());
    }

    void sendBy(HttpWriter writer) throws Exception {
        String customer = writer.create("/api/customers", registration);
        for (Map.Entry<String, String> other : others) {
            writer.create(customer + other.getKey(), other.getValue());
        }
    }

    /** Below the customer. */
    static String path(Command command) {
        return switch (command) {
            case RecordContact recorded -> "/contacts";
            case PlacePurchase placed -> "/purchases";
            default -> throw new IllegalArgumentException("Nothing below a customer is created by " + command);
        };
    }

    static String body(Command command) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        switch (command) {
            case RegisterCustomer registered -> {
                body.put("kind", registered.kind());
                body.put("name", registered.name());
                body.put("stage", registered.stage());
                body.put("occurredAt", registered.occurredAt().toString());
                body.put("emails", registered.emails());
                body.put("categories", registered.categories());
                body.put("owner", registered.owner());
                body.put("externalReference", registered.externalReference());
            }
            case PlacePurchase placed -> {
                body.put("orderNumber", placed.orderNumber());
                body.put("occurredAt", placed.occurredAt().toString());
                body.put("currency", placed.currency().getCurrencyCode());
                body.put("lines", placed.lines().stream().map(HttpLife::line).toList());
                body.put("externalReference", placed.externalReference());
            }
            case RecordContact recorded -> {
                body.put("channel", recorded.details().channel());
                body.put("direction", recorded.details().direction());
                body.put("subject", recorded.details().subject());
                body.put("text", recorded.details().text());
                body.put("staffMember", recorded.details().staffMember());
                body.put("occurredAt", recorded.occurredAt().toString());
            }
            default -> throw new IllegalArgumentException("No request for " + command);
        }
        return JSON.writeValueAsString(body);
    }

    private static Map<String, Object> line(OrderedLine line) {
        return Map.of(
                "product", line.product(),
                "quantity", line.quantity(),
                "unitPrice", line.unitPrice() == null ? 0 : line.unitPrice());
    }
}
