package io.customer360.command.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.CommandSideTest;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.Origin;
import io.customer360.command.platform.Outcome;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CommandSideTest
class EventStoreIT {

    @Autowired
    private CommandSender commands;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void storesAnEventWithWhoDidItWhyAndForWhichCustomer() {
        CustomerId customer = new CustomerId(UUID.randomUUID());

        Outcome outcome = commands.send(
                new RegisterCustomer(
                        customer,
                        Instant.parse("2026-03-31T12:00:00Z"),
                        CustomerKind.ORGANISATION,
                        "长沙机械有限公司",
                        CustomerStage.PROSPECT,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        null,
                        null,
                        List.of(),
                        false),
                new Origin("李雷", "trade fair", "crm"));

        assertThat(outcome).isEqualTo(new Outcome(customer.toString(), 0, outcome.eventId(), true));
        Map<String, Object> row =
                jdbc.sql("""
                    SELECT event_identifier, aggregate_identifier, sequence_number, type, time_stamp, payload_type,
                    payload_revision, convert_from(payload, 'UTF8') AS payload,
                    convert_from(meta_data, 'UTF8')::jsonb ->> 'actor' AS actor,
                    convert_from(meta_data, 'UTF8')::jsonb ->> 'reason' AS reason,
                    convert_from(meta_data, 'UTF8')::jsonb ->> 'source' AS source,
                    convert_from(meta_data, 'UTF8')::jsonb ->> 'customerId' AS customer,
                    xid::text <> '0' AS has_xid
                    FROM command.domain_event_entry WHERE aggregate_identifier = ?\
                    """).param(customer.toString()).query().singleRow();
        assertThat(row)
                .containsEntry("event_identifier", outcome.eventId())
                .containsEntry("sequence_number", 0L)
                .containsEntry("type", "Customer")
                .containsEntry("payload_type", "io.customer360.events.CustomerEvent$CustomerRegistered")
                .containsEntry("payload_revision", "1")
                .containsEntry("actor", "李雷")
                .containsEntry("reason", "trade fair")
                .containsEntry("source", "crm")
                .containsEntry("customer", customer.toString())
                .containsEntry("has_xid", true);
        assertThat((String) row.get("payload")).contains("\"name\":\"长沙机械有限公司\"");
        assertThat((String) row.get("time_stamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }
}
