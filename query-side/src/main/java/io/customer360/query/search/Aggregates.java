package io.customer360.query.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.util.NamedValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Asks for counts and sums, and reads the answers. */
final class Aggregates {

    private Aggregates() {}

    static Aggregation terms(String field, int most) {
        return Aggregation.of(aggregation -> aggregation.terms(terms -> terms.field(field)
                .size(most)
                // Ties are ordered by value, so that the same question gets the same answer.
                .order(NamedValue.of("_count", SortOrder.Desc), NamedValue.of("_key", SortOrder.Asc))));
    }

    static Aggregation sum(String field) {
        return Aggregation.of(aggregation -> aggregation.sum(sum -> sum.field(field)));
    }

    static Aggregation filtered(Query filter, Map<String, Aggregation> within) {
        return Aggregation.of(aggregation -> aggregation.filter(filter).aggregations(within));
    }

    /** The answer to an aggregation that was asked for, so it is there. */
    static Aggregate named(Map<String, Aggregate> aggregates, String name) {
        return Objects.requireNonNull(aggregates.get(name), name);
    }

    static Map<String, Aggregate> within(Aggregate filtered) {
        return filtered.filter().aggregations();
    }

    /** The counts by value, the highest first. */
    static Map<String, Long> counts(Aggregate terms) {
        var counts = new LinkedHashMap<String, Long>();
        if (terms.isSterms()) {
            terms.sterms()
                    .buckets()
                    .array()
                    .forEach(bucket -> counts.put(bucket.key().stringValue(), bucket.docCount()));
        } else if (terms.isLterms()) {
            // Booleans are counted as numbers, with their names beside.
            terms.lterms()
                    .buckets()
                    .array()
                    .forEach(bucket -> counts.put(
                            Objects.requireNonNullElse(bucket.keyAsString(), Long.toString(bucket.key())),
                            bucket.docCount()));
        }
        return counts;
    }

    /** Exact up to 2^53: Elasticsearch adds in doubles, and compensates. */
    static long whole(Aggregate sum) {
        Double value = sum.sum().value();
        return value == null ? 0 : Math.round(value);
    }
}
