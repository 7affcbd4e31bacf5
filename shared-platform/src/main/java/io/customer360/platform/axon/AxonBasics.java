package io.customer360.platform.axon;

import io.customer360.platform.PlatformClock;
import io.customer360.platform.json.EventJson;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.PropertySource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.module.SimpleModule;

/**
 * What both sides need of Axon: how messages and tokens are serialised, and the one transaction manager, in whose
 * transactions Axon's JDBC statements and JPA's run on the same connection. Each side imports it, and importing it
 * twice does no harm.
 */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:io/customer360/platform/axon/axon.properties")
@Import(PlatformClock.class)
public class AxonBasics {

    /** For tokens, dead letters and whatever else is neither an event nor a message. */
    @Bean
    @Primary
    Serializer serializer(RevisionResolver revisions) {
        // A replay's token contains another token, and says of which class.
        BasicPolymorphicTypeValidator ours = BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .allowIfSubType("io.customer360.")
                .build();
        return Jackson3Serializer.builder()
                .revisionResolver(revisions)
                .jsonMapperBuilderCustomizer(
                        builder -> EventJson.configure(builder).polymorphicTypeValidator(ours))
                .build();
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(RevisionResolver revisions) {
        return Jackson3Serializer.builder()
                .revisionResolver(revisions)
                .jsonMapperBuilderCustomizer(builder -> EventJson.configure(builder)
                        .addModule(new SimpleModule("metadata").addDeserializer(MetaData.class, new MetaDataReader())))
                .build();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(RevisionResolver revisions) {
        return Jackson3Serializer.builder()
                .revisionResolver(revisions)
                .jsonMapperBuilderCustomizer(EventJson::configure)
                .build();
    }

    @Bean
    PlatformTransactionManager transactionManager(EntityManagerFactory entities) {
        return new JpaTransactionManager(entities);
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    /** Gives Axon the connection of the transaction that it runs in. */
    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    /**
     * Axon takes over silently where it finds none of these beans: with XStream, and without transactions. Better not
     * to start at all.
     */
    @Bean
    SmartInitializingSingleton axonBasicsInUse(
            org.axonframework.config.Configuration axon,
            TransactionManager transactions,
            @Qualifier("eventSerializer") Serializer events,
            @Qualifier("messageSerializer") Serializer messages,
            Serializer general) {
        return () -> {
            inUse(transactions, axon.getComponent(TransactionManager.class));
            inUse(events, axon.eventSerializer());
            inUse(messages, axon.messageSerializer());
            inUse(general, axon.serializer());
        };
    }

    @SuppressWarnings("ReferenceEquality") // the very bean is meant
    private static void inUse(Object ours, Object used) {
        if (ours != used) {
            throw new IllegalStateException("Axon uses %s where %s is meant".formatted(used, ours));
        }
    }
}
