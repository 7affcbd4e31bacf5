package io.customer360.command.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.service.Priority;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class ResolutionTargetsTest {

    private static final Instant OPENED = Instant.parse("2025-03-01T10:00:00Z");

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(ServiceConfiguration.class);

    @ParameterizedTest
    @CsvSource({
        "LOW, 2025-03-11T10:00:00Z",
        "MEDIUM, 2025-03-06T10:00:00Z",
        "HIGH, 2025-03-03T10:00:00Z",
        "CRITICAL, 2025-03-02T10:00:00Z"
    })
    void leavesTimeByThePriority(Priority priority, Instant dueAt) {
        application.run(
                context -> assertThat(context.getBean(ResolutionTargets.class).dueAt(priority, OPENED))
                        .isEqualTo(dueAt));
    }

    @Test
    void takesWhatIsConfigured() {
        application
                .withPropertyValues("customer360.service.resolve-within.critical=4h")
                .run(context -> assertThat(
                                context.getBean(ResolutionTargets.class).dueAt(Priority.CRITICAL, OPENED))
                        .isEqualTo(Instant.parse("2025-03-01T14:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1d", "4000d", "soon"})
    void refusesToStartWithWhatIsNoTarget(String target) {
        for (String priority : List.of("low", "medium", "high", "critical")) {
            application
                    .withPropertyValues("customer360.service.resolve-within.%s=%s".formatted(priority, target))
                    .run(context -> assertThat(context)
                            .getFailure()
                            .hasMessageContaining("customer360.service.resolve-within"));
        }
    }
}
