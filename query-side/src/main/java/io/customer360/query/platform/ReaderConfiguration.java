package io.customer360.query.platform;

import io.customer360.query.ledger.LedgerMessageSource;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.deadletter.jpa.JpaSequencedDeadLetterQueue;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One processor on the ledger for each projection. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReaderProperties.class)
class ReaderConfiguration {

    private static final int PARKED_SEQUENCES_REMEMBERED = 10_000;

    @Bean
    ReaderSet readers(
            List<BatchProjection<?>> projections,
            ReaderLock lock,
            DiscardedFacts discarded,
            BatchTerms terms,
            ViewProgress progress,
            MeterRegistry meters,
            Clock clock,
            ReaderProperties properties,
            EntityManagerFactory entities,
            TransactionManager transactions,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new ReaderSet(projections.stream()
                .map(projection -> new ReaderSet.Member(
                        new Reader<>(
                                projection,
                                lock,
                                discarded,
                                terms,
                                properties.statesRemembered(),
                                progress,
                                ReaderMeters.of(projection.name(), meters, clock),
                                clock),
                        JpaSequencedDeadLetterQueue.<EventMessage<?>>builder()
                                .processingGroup(projection.name())
                                .maxSequences(properties.maxParkedSequences())
                                .maxSequenceSize(properties.maxParkedFacts())
                                .entityManagerProvider(StorageConfiguration.entityManagerOfTransaction(entities))
                                .transactionManager(transactions)
                                .genericSerializer(serializer)
                                .eventSerializer(eventSerializer)
                                .build()))
                .toList());
    }

    @Bean
    ConfigurerModule readersOfLedger(
            ReaderSet readers,
            LedgerMessageSource source,
            OutdatedViews outdated,
            StoredTokens stored,
            TokenStore tokens,
            ReaderProperties properties) {
        return configurer -> {
            EventProcessingConfigurer processing = configurer.eventProcessing();
            readers.members()
                    .forEach(member -> register(
                            processing,
                            member,
                            new RestingSource(
                                    source,
                                    () -> outdated.isOf(member.reader().name()),
                                    () -> stored.headStart(member.reader().name())),
                            tokens,
                            properties));
        };
    }

    private static void register(
            EventProcessingConfigurer processing,
            ReaderSet.Member member,
            RestingSource source,
            TokenStore tokens,
            ReaderProperties properties) {
        String name = member.reader().name();
        processing
                .registerEventHandler(configuration -> member.reader())
                .assignHandlerInstancesMatching(name, handler -> handler == member.reader())
                .registerPooledStreamingEventProcessor(
                        name, configuration -> source, (configuration, builder) -> tuned(builder, properties))
                .registerTokenStore(name, configuration -> tokens)
                .registerSequencingPolicy(name, configuration -> CustomerSequence.INSTANCE)
                .registerErrorHandler(name, configuration -> PropagatingErrorHandler.instance())
                .registerListenerInvocationErrorHandler(name, configuration -> PropagatingErrorHandler.instance())
                .registerHandlerInterceptor(name, configuration -> member.reader())
                .registerDeadLetterQueue(name, configuration -> member.parked())
                .registerDeadLetterPolicy(
                        name, configuration -> (letter, failure) -> Decisions.enqueue(Reason.kept(failure)))
                .registerDeadLetteringEventHandlerInvokerConfiguration(
                        name,
                        (configuration, builder) -> builder.enableSequenceIdentifierCache()
                                .sequenceIdentifierCacheSize(PARKED_SEQUENCES_REMEMBERED));
    }

    private static PooledStreamingEventProcessor.Builder tuned(
            PooledStreamingEventProcessor.Builder builder, ReaderProperties properties) {
        return builder.batchSize(properties.batchSize())
                .initialSegmentCount(properties.segments())
                // Axon's default is a token for replays.
                .initialToken(StreamableMessageSource::createTailToken)
                .tokenClaimInterval(properties.claimInterval().toMillis())
                .claimExtensionThreshold(properties.claimTimeout().toMillis() / 4)
                .enableCoordinatorClaimExtension();
    }

    /** Axon takes over silently where it does not find what is meant. Better not to start at all. */
    @Bean
    SmartInitializingSingleton readersAsMeant(
            ReaderSet readers, ObjectProvider<EventProcessingConfiguration> axon, TokenStore tokens) {
        return () -> {
            EventProcessingConfiguration processing = axon.getObject();
            for (ReaderSet.Member member : readers.members()) {
                String name = member.reader().name();
                inUse(tokens, processing.tokenStore(name), name);
                inUse(CustomerSequence.INSTANCE, processing.sequencingPolicy(name), name);
                inUse(PropagatingErrorHandler.instance(), processing.listenerInvocationErrorHandler(name), name);
                SequencedDeadLetterQueue<EventMessage<?>> queue =
                        processing.deadLetterQueue(name).orElse(null);
                inUse(member.parked(), queue, name);
                if (processing
                        .eventProcessor(name, PooledStreamingEventProcessor.class)
                        .isEmpty()) {
                    throw new IllegalStateException("Reader %s is not a pooled processor".formatted(name));
                }
            }
        };
    }

    private static void inUse(Object meant, @Nullable Object used, String reader) {
        if (!meant.equals(used)) {
            throw new IllegalStateException("Reader %s uses %s where %s is meant".formatted(reader, used, meant));
        }
    }
}
