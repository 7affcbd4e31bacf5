package io.customer360.query.profile;

import io.customer360.query.platform.elasticsearch.IndexDefinition;
import io.customer360.query.platform.elasticsearch.IndexNames;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index of customers. */
@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {

    @Bean
    IndexDefinition customersIndex(IndexNames names) {
        return IndexDefinition.read(names.customers(), ProfileProjection.NAME, "/elasticsearch/customers.json");
    }
}
