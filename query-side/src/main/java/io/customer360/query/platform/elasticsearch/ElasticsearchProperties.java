package io.customer360.query.platform.elasticsearch;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Elasticsearch is and how its indices are laid out.
 *
 * @param url one node's address, or several ones with commas between
 * @param apiKey encoded, as Elasticsearch gives it out; takes precedence over username and password
 * @param indexPrefix put before the name of every index and alias, so that several systems can share a cluster
 * @param shards of indices created from now on
 * @param replicas of indices created from now on
 * @param connectTimeout for a connection
 * @param responseTimeout for an answer
 * @param startTimeout how long a starting application waits for Elasticsearch
 * @param ownDirectory where an Elasticsearch keeps its indices that runs for this application alone and can't be
 *     reached without it; messages then name what to delete there
 */
@Validated
@ConfigurationProperties("customer360.elasticsearch")
record ElasticsearchProperties(
        @DefaultValue("http://localhost:9200") @NotEmpty List<URI> url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String apiKey,

        @DefaultValue("") @Pattern(regexp = "([a-z0-9][a-z0-9_-]{0,63})?")
        String indexPrefix,

        @DefaultValue("1") @Min(1) int shards,
        @DefaultValue("0") @Min(0) int replicas,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("30s") Duration responseTimeout,
        @DefaultValue("60s") Duration startTimeout,
        @Nullable Path ownDirectory) {}
