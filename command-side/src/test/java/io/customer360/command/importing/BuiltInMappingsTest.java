package io.customer360.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.importing.mapping.Mapping;
import io.customer360.command.importing.mapping.Row;
import io.customer360.command.importing.mapping.RowRecords;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuiltInMappingsTest {

    @Test
    void namesTheProductOfATicketWhereItsTextHasAPlaceholder() throws IOException {
        Mapping tickets =
                new BuiltInMappings().find("support-tickets").orElseThrow().mapping();
        Map<String, String> ticket = new HashMap<>();
        tickets.columns().forEach(column -> ticket.put(column, ""));
        ticket.putAll(Map.of(
                "TicketID", "1",
                "CustomerName", "Marisa Obrien",
                "CustomerEmail", "Carroll@example.com",
                "ProductPurchased", "GoPro Hero",
                "DateOfPurchase", "22-03-2021",
                "TicketType", "Technical issue",
                "TicketSubject", "Product setup",
                "TicketDescription",
                        "I'm having an issue with the {product_purchased}. {Product_purchased} {error_message}",
                "TicketStatus", "Open",
                "TicketPriority", "Critical"));
        ticket.put("TicketChannel", "Email");

        RowRecords records = tickets.records(new Row(2, 1, ticket, () -> ""));

        assertThat(records.serviceCases()).singleElement().satisfies(serviceCase -> {
            assertThat(serviceCase.text())
                    .isEqualTo("I'm having an issue with the GoPro Hero. GoPro Hero {error_message}");
            assertThat(serviceCase.product()).isEqualTo("GoPro Hero");
        });
    }
}
