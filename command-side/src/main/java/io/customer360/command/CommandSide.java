package io.customer360.command;

import io.customer360.platform.axon.AxonBasics;
import io.customer360.platform.web.WebPlatform;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * The write side, whole: in an application of its own, or in one process with the read side. Its beans carry full names
 * and its tables a schema of their own, so that the two don't get into each other's way.
 */
@Configuration(proxyBeanMethods = false)
@Import({AxonBasics.class, WebPlatform.class})
@ComponentScan(
        basePackageClasses = CommandSide.class,
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = CommandSideApplication.class))
@EntityScan(basePackageClasses = CommandSide.class)
@EnableJpaRepositories(
        basePackageClasses = CommandSide.class,
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class CommandSide {

    private static final String SCHEMA = "command";

    @Bean(initMethod = "migrate")
    Flyway commandFlyway(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations("classpath:db/migration/command")
                .load();
    }
}
