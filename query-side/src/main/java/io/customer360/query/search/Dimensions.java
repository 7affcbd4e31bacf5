package io.customer360.query.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Filters as queries, by what they are about: a facet counts with all of them but its own, so that it shows what else
 * could be chosen.
 */
record Dimensions(Map<String, Query> filters) {

    Dimensions {
        filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
    }

    Query all() {
        return Queries.all(List.copyOf(filters.values()));
    }

    boolean has(String dimension) {
        return filters.containsKey(dimension);
    }

    Query allBut(String dimension) {
        var others = new ArrayList<Query>();
        filters.forEach((name, query) -> {
            if (!name.equals(dimension)) {
                others.add(query);
            }
        });
        return Queries.all(others);
    }
}
