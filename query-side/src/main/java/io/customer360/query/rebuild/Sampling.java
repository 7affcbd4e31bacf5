package io.customer360.query.rebuild;

import io.customer360.platform.json.EventJson;
import io.customer360.query.platform.ViewRebuilding;
import io.customer360.query.platform.elasticsearch.IndexVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
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
    private static final int DOCUMENTS_AT_ONCE = 500;
    private static final List<String> POSITIONS = List.of("/position", "/profile/position");

    private final ViewRebuilding rebuilding;
    private final IndexVersions versions;
    private final JdbcClient jdbc;
    private final RebuildProperties properties;

    Sampling(ViewRebuilding rebuilding, IndexVersions versions, JdbcClient jdbc, RebuildProperties properties) {
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

    /** What a comparison has found of each view: a list of {@link Compared}, as JSON. */
    String compare(List<Rebuild.View> views, long caughtUpTo) {
        UUID[] customers = customers();
        versions.refresh(views.stream()
                .flatMap(view -> Stream.of(view.liveIndex(), view.nextIndex()))
                .toList());
        List<Compared> results = new ArrayList<>();
        for (Rebuild.View view : views) {
            results.add(compare(view, ids(customers, Math.min(caughtUpTo, rebuilding.slowest(view.reader())))));
        }
        return EventJson.mapper().writeValueAsString(results);
    }

    private Compared compare(Rebuild.View view, List<String> ids) {
        int compared = 0;
        List<String> different = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += DOCUMENTS_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + DOCUMENTS_AT_ONCE));
            Map<String, JsonNode> live = versions.documents(view.liveIndex(), some);
            Map<String, JsonNode> next = versions.documents(view.nextIndex(), some);
            for (String id : some) {
                JsonNode one = live.get(id);
                JsonNode other = next.get(id);
                if ((one == null && other == null) || !isFoldedAlike(one, other)) {
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

    private UUID[] customers() {
        SplittableRandom random = new SplittableRandom();
        UUID[] anywhere = Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(properties.sampledCustomers())
                .toArray(UUID[]::new);
        return jdbc.sql("""
            select distinct found.customer_id
            from unnest(cast(? as uuid[])) anywhere (id)
            cross join lateral (
                select customer_id from query.ledger where customer_id >= anywhere.id
                order by customer_id limit 1) found\
            """).param(anywhere).query(UUID.class).list().toArray(UUID[]::new);
    }

    /** What a view may have of these customers: their own documents, and those of their first events. */
    private List<String> ids(UUID[] customers, long upTo) {
        return jdbc.sql("""
            select customer.id::text
            from unnest(cast(:customers as uuid[])) customer (id)
            where exists (select from query.ledger where customer_id = customer.id and position <= :upTo)
            union all
            select first.event_id
            from unnest(cast(:customers as uuid[])) customer (id)
            cross join lateral (
                select event_id from query.ledger where customer_id = customer.id and position <= :upTo
                order by position limit :most) first\
            """)
                .param("customers", customers)
                .param("upTo", upTo)
                .param("most", EVENTS_OF_CUSTOMER)
                .query(String.class)
                .list();
    }
}
