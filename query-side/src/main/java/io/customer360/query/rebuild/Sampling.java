package io.customer360.query.rebuild;

import io.customer360.events.customer.CustomerId;
import io.customer360.platform.json.EventJson;
import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.platform.ViewRebuilding;
import io.customer360.query.platform.elasticsearch.IndexVersions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Compares documents of the next views with the live ones, of customers taken at random. Different ones are no reason
 * to give up, because mending the live views may be what the rebuild is for; they are told.
 */
@Component
class Sampling {

    private static final int EVENTS_OF_CUSTOMER = 100;
    private static final int EXAMPLES = 10;
    private static final List<String> POSITIONS = List.of("/position", "/profile/position");

    private final Ledger ledger;
    private final ViewRebuilding rebuilding;
    private final IndexVersions versions;
    private final JdbcClient jdbc;
    private final RebuildProperties properties;

    Sampling(
            Ledger ledger,
            ViewRebuilding rebuilding,
            IndexVersions versions,
            JdbcClient jdbc,
            RebuildProperties properties) {
        this.ledger = ledger;
        this.rebuilding = rebuilding;
        this.versions = versions;
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /**
     * What a comparison found.
     *
     * @param live documents in the live index
     * @param next documents in the next index
     * @param compared documents of the sample that are folded up to the same position
     * @param different those of them that are not the same in both
     * @param examples the ids of some of these
     */
    record Compared(String reader, long live, long next, int compared, int different, List<String> examples) {}

    /** @return a list of {@link Compared}, as JSON */
    String compare(List<Rebuild.View> views, long caughtUpTo) {
        Set<CustomerId> customers = customers();
        List<Compared> results = new ArrayList<>();
        for (Rebuild.View view : views) {
            long common = Math.min(caughtUpTo, rebuilding.slowest(view.reader()));
            versions.refresh(view.liveIndex());
            versions.refresh(view.nextIndex());
            results.add(compare(view, customers, common));
        }
        return EventJson.mapper().writeValueAsString(results);
    }

    private Compared compare(Rebuild.View view, Set<CustomerId> customers, long common) {
        int compared = 0;
        List<String> different = new ArrayList<>();
        for (CustomerId customer : customers) {
            List<String> ids = ledger.readCustomerAfter(customer, 0, EVENTS_OF_CUSTOMER).stream()
                    .filter(entry -> entry.position() <= common)
                    .map(LedgerEntry::eventId)
                    .collect(Collectors.toCollection(ArrayList::new));
            if (ids.isEmpty()) {
                continue;
            }
            ids.add(customer.toString());
            Map<String, JsonNode> live = versions.documents(view.liveIndex(), ids);
            Map<String, JsonNode> next = versions.documents(view.nextIndex(), ids);
            for (String id : ids) {
                JsonNode one = live.get(id);
                JsonNode other = next.get(id);
                if (one == null && other == null || !isFoldedAlike(one, other)) {
                    continue;
                }
                compared++;
                if (one == null || !one.equals(other)) {
                    different.add(id);
                }
            }
        }
        return new Compared(
                view.reader(),
                versions.count(view.liveIndex()),
                versions.count(view.nextIndex()),
                compared,
                different.size(),
                different.stream().limit(EXAMPLES).toList());
    }

    /** A live document may be ahead for a moment. */
    private static boolean isFoldedAlike(@Nullable JsonNode one, @Nullable JsonNode other) {
        return one == null
                || other == null
                || POSITIONS.stream().allMatch(position -> one.at(position).equals(other.at(position)));
    }

    private Set<CustomerId> customers() {
        Set<CustomerId> customers = new LinkedHashSet<>();
        SplittableRandom random = new SplittableRandom();
        for (int i = 0; i < properties.sampledCustomers(); i++) {
            jdbc.sql("select customer_id from query.ledger where customer_id >= ? order by customer_id limit 1")
                    .param(new UUID(random.nextLong(), random.nextLong()))
                    .query(UUID.class)
                    .optional()
                    .map(CustomerId::new)
                    .ifPresent(customers::add);
        }
        return customers;
    }
}
