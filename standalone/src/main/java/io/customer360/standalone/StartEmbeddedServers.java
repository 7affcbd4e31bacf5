package io.customer360.standalone;

import io.customer360.embedded.EmbeddedServers;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the servers before anything of the context exists, tells it their addresses, and stops them after everything
 * of it is gone.
 */
class StartEmbeddedServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(StartEmbeddedServers.class);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        StandaloneProperties properties =
                Binder.get(context.getEnvironment()).bindOrCreate("customer360", StandaloneProperties.class);
        LOG.info("Data directory: {}", properties.dataDir().toAbsolutePath().normalize());
        EmbeddedServers servers = EmbeddedServers.start(
                properties.dataDir(),
                Math.toIntExact(properties.elasticsearchHeap().toMegabytes()),
                LOG::info);
        // What is registered first is destroyed last.
        ((GenericApplicationContext) context)
                .getDefaultListableBeanFactory()
                .registerDisposableBean("embeddedServers", servers::close);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "embeddedServers",
                        Map.of(
                                "spring.datasource.url", servers.postgres().jdbcUrl(),
                                "spring.datasource.username", servers.postgres().username(),
                                "spring.datasource.password", servers.postgres().password(),
                                "customer360.elasticsearch.url",
                                        servers.elasticsearch().url().toString())));
        LOG.info("Starting the application");
    }
}
