package io.customer360.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.customer360.query.platform.elasticsearch.IndexNames;
import io.customer360.query.profile.Profiles;
import io.customer360.query.text.PhoneForms;
import io.customer360.query.timeline.Amendments;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The searches, and what they have in common. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {

    private static final int KEY_BYTES = 32;

    @Bean
    Cursors cursors(SearchProperties properties) {
        return new Cursors(new CursorSeal(key(properties)));
    }

    @Bean
    CustomerSearch customerSearch(
            ElasticsearchClient elasticsearch,
            IndexNames indices,
            PhoneForms phones,
            Amendments amendments,
            Cursors cursors,
            SearchProperties properties) {
        CustomerLanes lanes = new CustomerLanes(phones);
        return new CustomerSearch(
                elasticsearch,
                indices,
                lanes,
                new TermLookup(elasticsearch, indices, lanes, properties.mostCustomers()),
                new HistoryReasons(elasticsearch, indices, amendments),
                cursors,
                Clock.systemUTC());
    }

    @Bean
    HistorySearch historySearch(
            ElasticsearchClient elasticsearch,
            IndexNames indices,
            Profiles profiles,
            Amendments amendments,
            Cursors cursors,
            SearchProperties properties) {
        return new HistorySearch(elasticsearch, indices, profiles, amendments, cursors, properties.mostCustomers());
    }

    private static byte[] key(SearchProperties properties) {
        if (properties.cursorKey() != null) {
            return properties.cursorKey().getBytes(StandardCharsets.UTF_8);
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
