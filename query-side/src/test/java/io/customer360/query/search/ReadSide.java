package io.customer360.query.search;

import io.customer360.embedded.TestServers;
import io.customer360.events.CustomerFact;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.web.WebPlatform;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.ledger.ReadView;
import io.customer360.query.platform.BatchProjection;
import io.customer360.query.platform.ReaderRestart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * The real indices, projections and controllers, without the ledger: tests hand facts to the projections themselves.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(WebPlatform.class)
@ComponentScan({
    "io.customer360.query.platform.elasticsearch",
    "io.customer360.query.profile",
    "io.customer360.query.timeline",
    "io.customer360.query.text",
    "io.customer360.query.search"
})
class ReadSide {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    @Bean
    static DynamicPropertyRegistrar elasticsearch() {
        String prefix = "search-test-" + PREFIXES.incrementAndGet() + "-";
        return properties -> {
            properties.add("customer360.elasticsearch.url", TestServers::elasticsearchUrl);
            properties.add("customer360.elasticsearch.index-prefix", () -> prefix);
            properties.add("customer360.search.most-customers", () -> 50);
        };
    }

    /** There are no readers here that could begin anew. */
    @Bean
    ReaderRestart readerRestart() {
        return (reader, needed, newPlace) -> newPlace.accept(1);
    }

    @Bean
    Facts facts(List<BatchProjection<?>> projections, List<ReadView> views) {
        return new Facts(projections, views);
    }

    /** Takes facts as the readers of the ledger would. */
    static final class Facts {

        private final List<BatchProjection<?>> projections;
        private final List<ReadView> views;
        private final AtomicLong position = new AtomicLong();
        private final Map<String, Long> versions = new HashMap<>();

        Facts(List<BatchProjection<?>> projections, List<ReadView> views) {
            this.projections = projections;
            this.views = views;
        }

        record Recorded(CustomerFact fact, FactContext context) {}

        /** Has them happen one after the other, and makes them findable. */
        List<String> happen(String aggregateId, CustomerFact... facts) {
            List<Recorded> recorded = new ArrayList<>();
            for (CustomerFact fact : facts) {
                recorded.add(new Recorded(
                        fact,
                        new FactContext(
                                position.incrementAndGet(),
                                Instant.parse("2026-06-30T12:00:00Z"),
                                new UUID(7, position.get()).toString(),
                                aggregateId,
                                versions.merge(aggregateId, 0L, (version, _) -> version + 1),
                                Map.of("actor", "tester"))));
            }
            project(recorded);
            return recorded.stream().map(each -> each.context.eventId()).toList();
        }

        void project(List<Recorded> recorded) {
            projections.forEach(projection -> project(projection, recorded));
            views.forEach(ReadView::refresh);
        }

        private static <S> void project(BatchProjection<S> projection, List<Recorded> recorded) {
            Map<CustomerId, S> states = new HashMap<>(projection.prefetch(
                    recorded.stream().map(each -> each.fact.customerId()).collect(Collectors.toSet())));
            Map<CustomerId, BatchProjection.Change<S>> changes = new LinkedHashMap<>();
            for (Recorded each : recorded) {
                CustomerId customer = each.fact.customerId();
                if (projection.handles(each.fact)) {
                    S state = projection.fold(states.get(customer), each.fact, each.context);
                    states.put(customer, state);
                    changes.put(customer, new BatchProjection.Change<>(customer, each.context.position(), state));
                }
            }
            Map<CustomerId, String> refused = projection.flush(changes.values());
            if (!refused.isEmpty()) {
                throw new AssertionError(refused.toString());
            }
        }
    }
}
