package io.customer360.query.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.Configuration;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The relay from the event store that is in use, and the source that readers stream from. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RelayProperties.class, EventStoreProperties.class})
class LedgerConfiguration {

    private static final String AXON_SERVER = "axon.axonserver.enabled";

    @Bean
    Relay relay(DataSource dataSource, EventSource source, LedgerHead head, RelayProperties properties) {
        return new Relay(dataSource, source, head, properties, Clock.systemUTC());
    }

    @Bean
    LedgerMessageSource ledgerMessageSource(
            Ledger ledger,
            LedgerHead head,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            ObjectProvider<Configuration> axon) {
        // Axon's configuration is made of the readers, which are made of this source: ask it when the first one opens.
        return new LedgerMessageSource(
                ledger, head, eventSerializer, () -> axon.getObject().upcasterChain());
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = AXON_SERVER, havingValue = "false", matchIfMissing = true)
    static class FromPostgres {

        @Bean
        EventSource eventSource(EventStoreData eventStore) {
            return new PostgresEventSource(eventStore.dataSource());
        }

        @Bean
        EventStoreData eventStoreData(EventStoreProperties properties, DataSource dataSource) {
            if (properties.url() == null) {
                return new EventStoreData(dataSource, null);
            }
            var config = new HikariConfig();
            config.setPoolName("event-store");
            config.setJdbcUrl(properties.url());
            config.setUsername(properties.username());
            config.setPassword(properties.password());
            config.setMaximumPoolSize(3);
            config.setMinimumIdle(1);
            // The event store may come up after this side does.
            config.setInitializationFailTimeout(-1);
            var own = new HikariDataSource(config);
            return new EventStoreData(own, own);
        }
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = AXON_SERVER, havingValue = "true")
    static class FromAxonServer {

        @Bean
        EventSource eventSource(AxonServerConnectionManager connections) {
            return new AxonServerEventSource(connections);
        }
    }

    /** Where the event store is. Not itself a data source, so that the ordinary one stays the only one. */
    record EventStoreData(DataSource dataSource, @Nullable HikariDataSource owned) implements AutoCloseable {
        @Override
        public void close() {
            if (owned != null) {
                owned.close();
            }
        }
    }
}
