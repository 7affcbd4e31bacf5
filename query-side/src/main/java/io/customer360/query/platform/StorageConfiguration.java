package io.customer360.query.platform;

import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.jpa.SimpleEntityManagerProvider;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** The read side's tables: schema {@code query}, migrated by itself, and Axon's entities in it. */
@Configuration(proxyBeanMethods = false)
// Not by @RegisterDefaultEntities, which gives way to the entity scan of the command side where both run in one
// process.
@EntityScan("org.axonframework.eventhandling.deadletter.jpa")
class StorageConfiguration {

    private static final String SCHEMA = "query";

    @Bean
    Flyway queryFlyway(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .createSchemas(true)
                .locations("classpath:db/migration/query")
                .load();
    }

    @Bean
    FlywayMigrationInitializer queryMigration(@Qualifier("queryFlyway") Flyway flyway) {
        return new FlywayMigrationInitializer(flyway);
    }

    /** Entities that name no schema are Axon's; those of the command side name theirs. */
    @Bean
    HibernatePropertiesCustomizer axonEntitiesInQuerySchema() {
        return properties -> properties.put("hibernate.default_schema", SCHEMA);
    }

    /** By JDBC: for each batch of a reader, JPA would make its statement's SQL anew. */
    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, ReaderProperties properties) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(TokenSchema.builder()
                        .setTokenTable(SCHEMA + ".token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .claimTimeout(properties.claimTimeout())
                .build();
    }

    static EntityManagerProvider entityManagerOfTransaction(EntityManagerFactory entities) {
        return new SimpleEntityManagerProvider(SharedEntityManagerCreator.createSharedEntityManager(entities));
    }
}
