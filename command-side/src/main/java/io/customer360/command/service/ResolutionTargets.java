package io.customer360.command.service;

import io.customer360.events.service.Priority;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How soon a service case has to be resolved, by its priority. */
@Validated
@ConfigurationProperties("customer360.service.resolve-within")
public record ResolutionTargets(
        @DefaultValue("10d") @DurationMin(minutes = 1) @DurationMax(days = 3650)
        Duration low,

        @DefaultValue("5d") @DurationMin(minutes = 1) @DurationMax(days = 3650)
        Duration medium,

        @DefaultValue("2d") @DurationMin(minutes = 1) @DurationMax(days = 3650)
        Duration high,

        @DefaultValue("1d") @DurationMin(minutes = 1) @DurationMax(days = 3650)
        Duration critical) {

    Instant dueAt(Priority priority, Instant from) {
        return from.plus(
                switch (priority) {
                    case LOW -> low;
                    case MEDIUM -> medium;
                    case HIGH -> high;
                    case CRITICAL -> critical;
                });
    }
}
