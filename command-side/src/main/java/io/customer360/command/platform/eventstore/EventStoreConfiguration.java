package io.customer360.command.platform.eventstore;

import io.customer360.platform.EventMetadata;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The event store of the write side. {@code axon.axonserver.enabled} chooses Axon Server, whose store Axon configures
 * itself; without it, events go into PostgreSQL, in the transaction of the command.
 */
@Configuration(proxyBeanMethods = false)
public class EventStoreConfiguration {

    /** The lock factory of all aggregates. */
    public static final String AGGREGATE_LOCKS = "aggregateLocks";

    private static final int LOCK_ATTEMPTS = 300;
    private static final int LOCK_ATTEMPT_MILLISECONDS = 10;

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false", matchIfMissing = true)
    EventStorageEngine eventStorageEngine(
            org.axonframework.config.Configuration axon,
            @Qualifier("eventSerializer") Serializer events,
            ConnectionProvider connections,
            TransactionManager transactions,
            PersistenceExceptionResolver duplicateKeys) {
        JdbcEventStorageEngine.Builder builder = PostgresEventStorage.builder();
        builder.schema(PostgresEventStorage.eventTable())
                .connectionProvider(connections)
                .transactionManager(transactions)
                .persistenceExceptionResolver(duplicateKeys)
                .eventSerializer(events)
                .snapshotSerializer(events)
                .upcasterChain(axon.upcasterChain());
        return new PostgresEventStorage(builder);
    }

    @Bean
    PersistenceExceptionResolver commandDuplicateKeys() {
        return new DuplicateKeys();
    }

    /** Who, why and from where: from the command to its events. */
    @Bean
    CorrelationDataProvider commandOrigin() {
        return new SimpleCorrelationDataProvider(EventMetadata.ACTOR, EventMetadata.REASON, EventMetadata.SOURCE);
    }

    @Bean
    CorrelationDataProvider messageOrigin() {
        return new MessageOriginProvider(EventMetadata.CAUSATION_ID, EventMetadata.CORRELATION_ID);
    }

    @Bean
    ConfigurerModule publishedEventsConfigurer() {
        return configurer -> configurer.configureMessageMonitor(EventStore.class, axon -> new PublishedEvents());
    }

    @Bean
    SmartInitializingSingleton customerOfEvents(EventStore eventStore) {
        return () -> eventStore.registerDispatchInterceptor(new CustomerOfEvents());
    }

    /**
     * Commands about the same aggregate wait for each other, but not for long: a batch that holds locks on aggregates
     * and one that holds rows of the database could wait for each other, and neither Axon nor PostgreSQL would see it.
     */
    @Bean(AGGREGATE_LOCKS)
    LockFactory aggregateLocks() {
        return PessimisticLockFactory.builder()
                .acquireAttempts(LOCK_ATTEMPTS)
                .lockAttemptTimeout(LOCK_ATTEMPT_MILLISECONDS)
                .build();
    }
}
