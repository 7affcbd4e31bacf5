package io.customer360.command;

import io.customer360.embedded.TestServers;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives an application of a test a database of its own. */
public class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "freshDatabase",
                        Map.of(
                                "spring.datasource.url", TestServers.freshDatabase(),
                                "spring.datasource.username",
                                        TestServers.postgres().username(),
                                "spring.datasource.password",
                                        TestServers.postgres().password(),
                                "spring.datasource.hikari.maximum-pool-size", "20")));
    }
}
