package io.customer360.query.platform.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch.cluster.HealthResponse;
import java.io.IOException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether Elasticsearch answers and has all its primary shards. */
final class ElasticsearchHealth extends AbstractHealthIndicator {

    private final ElasticsearchClient client;

    ElasticsearchHealth(ElasticsearchClient client) {
        super("Elasticsearch does not answer");
        this.client = client;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws IOException {
        HealthResponse cluster = client.cluster().health(health -> health.timeout(time -> time.time("1s")));
        builder.status(cluster.status() == HealthStatus.Red ? "DOWN" : "UP")
                .withDetail("cluster", cluster.clusterName())
                .withDetail("status", cluster.status().jsonValue());
    }
}
