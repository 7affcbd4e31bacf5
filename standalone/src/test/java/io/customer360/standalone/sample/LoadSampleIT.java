package io.customer360.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.CommandSide;
import io.customer360.embedded.TestServers;
import io.customer360.standalone.EarlyEnd;
import io.customer360.standalone.StandaloneProperties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = LoadSampleIT.WriteSide.class,
        properties = {"customer360.sample=true", "customer360.import.directory=target/sample-it"})
class LoadSampleIT {

    @Autowired
    private LoadSample loadSample;

    @Autowired
    private JdbcClient sql;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        String url = TestServers.freshDatabase();
        // There is no read side here to have an Elasticsearch.
        properties.add("management.endpoint.health.group.readiness.include", () -> "readinessState,db");
        properties.add("spring.datasource.url", () -> url);
        properties.add(
                "spring.datasource.username", () -> TestServers.postgres().username());
        properties.add(
                "spring.datasource.password", () -> TestServers.postgres().password());
    }

    @Test
    void loadsTheWholeSampleAtTheFirstStartAndNothingAfterwards() {
        long events = events();
        loadSample.run(new DefaultApplicationArguments());

        assertThat(events()).isEqualTo(events).isGreaterThan(45_000);
        assertThat(references("Customer")).isEqualTo(LoadSample.CUSTOMERS);
        assertThat(references("Contact") + references("Purchase") + references("ServiceCase"))
                .isGreaterThan(30_000);
    }

    private long events() {
        return sql.sql("SELECT count(*) FROM command.domain_event_entry")
                .query(Long.class)
                .single();
    }

    private long references(String kind) {
        return sql.sql("SELECT count(*) FROM command.external_reference WHERE kind = ? AND source = 'sample'")
                .param(kind)
                .query(Long.class)
                .single();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableConfigurationProperties(StandaloneProperties.class)
    @Import({CommandSide.class, LoadSample.class, EarlyEnd.class})
    static class WriteSide {}
}
