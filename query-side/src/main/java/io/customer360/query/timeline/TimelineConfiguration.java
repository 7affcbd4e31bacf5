package io.customer360.query.timeline;

import io.customer360.query.platform.elasticsearch.IndexDefinition;
import io.customer360.query.platform.elasticsearch.IndexNames;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index of histories. */
@Configuration(proxyBeanMethods = false)
class TimelineConfiguration {

    @Bean
    IndexDefinition timelineIndex(IndexNames names) {
        return IndexDefinition.read(names.timeline(), TimelineProjection.NAME, "/elasticsearch/timeline.json");
    }
}
