package io.customer360.command.platform;

import static io.customer360.command.customer.Registrations.registration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customer360.command.CommandSideTest;
import io.customer360.command.Http;
import io.customer360.command.customer.CustomerChange.AssignOwner;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.customer.Registrations;
import io.customer360.events.customer.CustomerId;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CommandSideTest
class CommandMetersIT {

    private static final Pattern OURS = Pattern.compile(
            "(?m)^customer360_commands(?:_seconds(?:_bucket|_count|_sum|_max)?|_batched_total)\\{(.*)} [-+\\d.E]+$");

    @LocalServerPort
    private int port;

    @Autowired
    private CommandBatch batch;

    @Test
    void countsAndTimesCommandsByNameAndOutcome() {
        double accepted = value("seconds_count", "RegisterCustomer", "accepted");
        double refused = value("seconds_count", "AssignOwner", "refused");
        Http http = new Http(port);
        http.create("/api/customers", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Li Lei\"}");
        String nobody = "/api/customers/%s/owner".formatted(UUID.randomUUID());
        http.put(nobody, "{\"owner\":\"Han Meimei\"}").isProblem(404, "customer-not-found");

        assertThat(value("seconds_count", "RegisterCustomer", "accepted")).isEqualTo(accepted + 1);
        assertThat(value("seconds_sum", "RegisterCustomer", "accepted")).isPositive();
        assertThat(value("seconds_count", "AssignOwner", "refused")).isEqualTo(refused + 1);
        assertThat(scrape())
                .contains(
                        "# TYPE customer360_commands_seconds histogram",
                        "# HELP customer360_commands_seconds From when this node takes a command",
                        "customer360_commands_seconds_bucket{command=\"RegisterCustomer\",outcome=\"accepted\",le=\"+Inf\"}");
    }

    @Test
    void countsCommandsOfABatchOnlyIfTheBatchIsStored() {
        double before = value("batched_total", "RegisterCustomer", null);
        double alone = value("seconds_count", "RegisterCustomer", "accepted");
        batch.execute(List.of(registration(), registration(), registration()), Origin.UNKNOWN);
        assertThat(value("batched_total", "RegisterCustomer", null)).isEqualTo(before + 3);

        CustomerId nobody = new CustomerId(UUID.randomUUID());
        RegisterCustomer another = registration();
        assertThatThrownBy(() -> batch.execute(
                        List.of(another, new AssignOwner(nobody, Registrations.NOON, "Han Meimei", null)),
                        Origin.UNKNOWN))
                .isInstanceOf(Rejected.class);
        assertThat(value("batched_total", "RegisterCustomer", null)).isEqualTo(before + 3);
        assertThat(value("seconds_count", "RegisterCustomer", "accepted")).isEqualTo(alone);
    }

    @Test
    void labelsThemWithCommandAndOutcomeOnly() {
        batch.execute(List.of(registration()), Origin.UNKNOWN);
        assertThat(OURS.matcher(scrape()).results())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.group(1).replaceAll("=\"[^\"]*\"", ""))
                        .isIn("command", "command,outcome", "command,outcome,le"));
    }

    /** 0 before the first one. */
    private double value(String suffix, String command, String outcome) {
        String labels =
                "command=\"%s\"%s".formatted(command, outcome == null ? "" : ",outcome=\"%s\"".formatted(outcome));
        return Pattern.compile("(?m)^%s (\\S+)$"
                        .formatted(Pattern.quote("customer360_commands_%s{%s}".formatted(suffix, labels))))
                .matcher(scrape())
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .sum();
    }

    private String scrape() {
        Http.Reply reply = new Http(port).get("/actuator/prometheus");
        assertThat(reply.status()).isEqualTo(200);
        return reply.body();
    }
}
