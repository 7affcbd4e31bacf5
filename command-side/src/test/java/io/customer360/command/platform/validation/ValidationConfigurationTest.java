package io.customer360.command.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class ValidationConfigurationTest {

    private static final Instant LONG_AGO = Instant.parse("1970-06-01T12:00:00Z");

    private record Event(@Occurred Instant at) {}

    @Test
    void takesTheApplicationsClock() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(ValidationConfiguration.class)
                .withBean(Clock.class, () -> Clock.fixed(LONG_AGO, ZoneOffset.UTC))
                .run(application -> {
                    Validator validator = application.getBean(Validator.class);
                    assertThat(validator.validate(new Event(LONG_AGO))).isEmpty();
                    assertThat(validator.validate(new Event(LONG_AGO.plusSeconds(100_000))))
                            .hasSize(1);
                });
    }
}
