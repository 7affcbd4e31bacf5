package io.customer360.command.platform.validation;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import java.time.Clock;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;

/** How requests and rows of files are validated. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ValidationConfiguration {

    /** Constraints on time look at the application's clock, as all else does. */
    @Bean
    ValidationConfigurationCustomizer clockOfConstraints(Clock clock) {
        return configuration -> configuration.clockProvider(() -> clock);
    }

    /**
     * Where JPA is there, each property of each request is looked up among those that JPA might still have to load.
     * Requests and rows are all there.
     */
    @Bean
    ValidationConfigurationCustomizer nothingLoadedLate() {
        return configuration -> {
            configuration.traversableResolver(new AllThere());
            if (configuration instanceof BaseHibernateValidatorConfiguration<?> hibernate) {
                hibernate.enableTraversableResolverResultCache(false);
            }
        };
    }

    private static final class AllThere implements TraversableResolver {

        @Override
        public boolean isReachable(
                @Nullable Object holder, Path.Node property, Class<?> root, Path path, ElementType type) {
            return true;
        }

        @Override
        public boolean isCascadable(
                @Nullable Object holder, Path.Node property, Class<?> root, Path path, ElementType type) {
            return true;
        }
    }
}
