package io.customer360.command.platform.validation;

import java.time.Clock;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Constraints on time look at the application's clock, as all else does. */
@Configuration(proxyBeanMethods = false)
class ValidationConfiguration {

    @Bean
    ValidationConfigurationCustomizer clockOfConstraints(Clock clock) {
        return configuration -> configuration.clockProvider(() -> clock);
    }
}
