package io.customer360.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.customer360.query.timeline.Entry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of entries of histories.
 *
 * @param total how many there are on all pages
 * @param complete false where the filters on customers let more of them pass than are followed
 * @param hint how to narrow such a search
 */
record HistoryPage(
        List<Item> items,
        @Nullable Facets facets,
        long total,

        @Schema(description = "false where the filters on customers let more of them pass than are followed")
        boolean complete,

        @Nullable String hint,

        @Schema(description = "the cursor of the next page; absent on the last one") @Nullable
        String next) {

    /**
     * An entry as it was recorded, and what a reader needs beside it.
     *
     * @param customerName as it is now
     * @param reasons where the entry has what was searched for
     */
    record Item(
            @JsonUnwrapped Entry entry,
            @Nullable String customerName,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reason> reasons) {}

    /**
     * Where an entry has what was searched for.
     *
     * @param field of the entry
     * @param text HTML, in which {@code <em>} marks the place and is the only tag
     */
    record Reason(
            @Schema(example = "text") String field,

            @Schema(
                    example = "the <em>pump</em> leaks",
                    description = "HTML in which <em> is the only tag and all else is escaped")
            String text) {}

    /** How many of the entries have each value; each facet counts as if its own filter were not set. */
    record Facets(List<Count> type, List<Count> event, List<Count> channel, List<Count> staff, List<Count> month) {}

    record Count(String value, long count) {}
}
