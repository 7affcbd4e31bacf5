package io.customer360.query.platform.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import io.customer360.platform.json.EventJson;
import io.customer360.query.platform.OutdatedViews;
import io.customer360.query.platform.ReaderRestart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of Elasticsearch, by hand: Spring Boot's own configuration of it isn't among our dependencies. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ElasticsearchProperties.class)
class ElasticsearchConfiguration {

    /** What is read and written at once. By default, every few documents of a bulk request are a write of their own. */
    private static final int BUFFER_BYTES = 128 << 10;

    @Bean
    Rest5Client elasticsearchRestClient(ElasticsearchProperties properties) {
        var builder = Rest5Client.builder(properties.url().toArray(URI[]::new))
                .setConnectionConfigCallback(connection -> connection
                        .setConnectTimeout(Timeout.of(properties.connectTimeout()))
                        .setSocketTimeout(Timeout.of(properties.responseTimeout())))
                .setHttpClientConfigCallback(http -> http.setHttp1Config(Http1Config.custom()
                        .setBufferSize(BUFFER_BYTES)
                        .setChunkSizeHint(BUFFER_BYTES)
                        .build()))
                .setRequestConfigCallback(
                        request -> request.setResponseTimeout(Timeout.of(properties.responseTimeout())));
        String authorization = authorization(properties);
        if (authorization != null) {
            builder.setDefaultHeaders(new Header[] {new BasicHeader(HttpHeaders.AUTHORIZATION, authorization, true)});
        }
        return builder.build();
    }

    @Bean
    ElasticsearchClient elasticsearchClient(Rest5Client restClient) {
        return new ElasticsearchClient(
                new Rest5ClientTransport(restClient, new Jackson3JsonpMapper(EventJson.mapper())));
    }

    @Bean
    IndexNames indexNames(ElasticsearchProperties properties) {
        return new IndexNames(properties.indexPrefix());
    }

    @Bean
    IndexSetup indexSetup(
            ElasticsearchClient client,
            List<IndexDefinition> definitions,
            ElasticsearchProperties properties,
            ReaderRestart readers,
            OutdatedViews outdated) {
        return new IndexSetup(client, definitions, properties, readers, outdated);
    }

    @Bean
    OutdatedViews outdatedViews(IndexVersions versions) {
        return new OutdatedViews(versions::outdated);
    }

    @Bean
    IndexVersions indexVersions(
            ElasticsearchClient client, List<IndexDefinition> definitions, ElasticsearchProperties properties) {
        return new IndexVersions(client, definitions, properties);
    }

    @Bean
    BulkWriter bulkWriter(ElasticsearchClient client, List<IndexDefinition> definitions) {
        return new BulkWriter(client, EventJson.mapper(), definitions);
    }

    @Bean
    HealthIndicator elasticsearchHealthIndicator(ElasticsearchClient client) {
        return new ElasticsearchHealth(client);
    }

    private static @Nullable String authorization(ElasticsearchProperties properties) {
        if (properties.apiKey() != null) {
            return "ApiKey " + properties.apiKey();
        }
        if (properties.username() == null) {
            return null;
        }
        String password = properties.password() == null ? "" : properties.password();
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((properties.username() + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
