package io.customer360.standalone;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What can be said about the application on embedded servers.
 *
 * @param dataDir where everything is kept; a relative one starts from where the application is started
 * @param sample whether the first start loads the built-in sample
 * @param elasticsearchHeap Elasticsearch's whole heap
 */
@Validated
@ConfigurationProperties("customer360")
public record StandaloneProperties(
        @DefaultValue("data") @NotNull Path dataDir,
        @DefaultValue("true") boolean sample,
        @DefaultValue("1GB") DataSize elasticsearchHeap) {}
