package io.customer360.command.platform.eventstore;

import io.customer360.platform.EventMetadata;
import javax.sql.DataSource;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.NoCache;
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
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/**
 * The event store of the write side. {@code axon.axonserver.enabled} chooses Axon Server, whose store Axon configures
 * itself; without it, events go into PostgreSQL, in the transaction of the command.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandProperties.class)
public class EventStoreConfiguration {

    /** The lock factory of all aggregates. */
    public static final String AGGREGATE_LOCKS = "aggregateLocks";

    /** The cache of an aggregate type. */
    static final String REMEMBERED_AGGREGATES = "rememberedAggregates";

    static final String COMMAND_TARGETS = "commandTargets";

    private static final int LOCK_ATTEMPTS = 300;
    private static final int LOCK_ATTEMPT_MILLISECONDS = 10;

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false", matchIfMissing = true)
    EventStorageEngine eventStorageEngine(
            org.axonframework.config.Configuration axon,
            @Qualifier("eventSerializer") Serializer events,
            ConnectionProvider connections,
            DataSource dataSource,
            TransactionManager transactions,
            PersistenceExceptionResolver duplicateKeys) {
        JdbcEventStorageEngine.Builder builder = PostgresEventStorage.builder();
        builder.schema(PostgresEventStorage.eventTable())
                .connectionProvider(connections)
                .transactionManager(new PlainReads(transactions))
                .persistenceExceptionResolver(duplicateKeys)
                .eventSerializer(events)
                .snapshotSerializer(events)
                .upcasterChain(axon.upcasterChain());
        return new PostgresEventStorage(builder, transactions, dataSource);
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false", matchIfMissing = true)
    Attempts attemptsInHope() {
        return new Attempts(true);
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
    Attempts attemptsWithCare() {
        return new Attempts(false);
    }

    /**
     * Each type of aggregate has its own. Axon Server can't check a version while it appends, so nothing is remembered.
     */
    @Bean(REMEMBERED_AGGREGATES)
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    Cache rememberedAggregates(Attempts attempts, CommandProperties properties) {
        return attempts.mayHope() ? new RememberedAggregates(properties.aggregatesRemembered()) : NoCache.INSTANCE;
    }

    @Bean
    PersistenceExceptionResolver commandDuplicateKeys() {
        return new DuplicateKeys();
    }

    @Bean(COMMAND_TARGETS)
    CommandTargetResolver commandTargets() {
        return new CommandTargets();
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
