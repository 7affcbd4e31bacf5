package io.customer360.query;

import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The read side as an application of its own, on a PostgreSQL, an Elasticsearch and an event store that are given. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(QuerySide.class)
public class QuerySideApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(QuerySideApplication.class)
                .properties(Map.of(
                        "spring.application.name", "query-side",
                        // There is no sign-in yet, so nobody but this machine gets in unless somebody says so.
                        "server.address", "127.0.0.1",
                        "server.port", "8082",
                        // Of no use without them: another node has to answer then.
                        "management.endpoint.health.probes.enabled", "true",
                        "management.endpoint.health.group.readiness.include", "readinessState,db,elasticsearch"))
                .run(args);
    }
}
