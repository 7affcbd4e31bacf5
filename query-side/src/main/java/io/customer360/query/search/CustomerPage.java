package io.customer360.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.query.timeline.Entry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One page of the customers that were found.
 *
 * @param total how many there are on all pages
 * @param sums over all of them
 * @param complete false where a word stands in more histories than are looked through
 * @param hint how to narrow such a search
 * @param next the cursor of the next page; absent on the last one
 */
record CustomerPage(
        List<Item> items,
        @Nullable Facets facets,
        long total,
        @Nullable Sums sums,

        @Schema(description = "false where a word stands in the histories of more customers than are looked through")
        boolean complete,

        @Nullable String hint,

        @Schema(description = "the cursor of the next page; absent on the last one") @Nullable
        String next) {

    /**
     * A customer as lists show it.
     *
     * @param revenue by ISO 4217 code, in main units
     */
    record Item(
            CustomerId customerId,
            CustomerKind kind,
            String name,
            CustomerStage stage,
            boolean active,
            @Nullable String owner,
            SortedMap<String, String> categories,
            List<String> cities,
            List<String> emails,
            List<String> phones,
            SortedMap<String, BigDecimal> revenue,
            long purchases,
            long serviceCases,
            long openCases,
            Instant registeredAt,
            @Nullable Instant lastInteractionAt,
            long version,
            long position,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reason> reasons) {}

    /**
     * Why a customer was found.
     *
     * @param field what matches
     * @param text HTML, in which {@code <em>} marks the place and is the only tag
     * @param eventId the entry of the history that says it
     * @param supersededBy the later entry that corrected or retracted it, where there is one
     */
    record Reason(
            @Schema(
                    example = "name",
                    description = "what matches: customerId, name, contactPerson, email, phone, "
                            + "externalReference, orderNumber, address, category or text")
            String field,

            @Schema(
                    example = "Jürgen <em>Müller</em>",
                    description = "HTML in which <em> is the only tag and all else is escaped")
            String text,

            @Nullable String eventId,
            @Nullable Instant occurredAt,

            @Schema(description = "present where a later entry corrected or retracted the one that says it")
            Entry.@Nullable SupersededBy supersededBy) {}

    /** How many of the customers have each value; each facet counts as if its own filter were not set. */
    record Facets(
            List<Count> kind,
            List<Count> stage,
            List<Count> active,
            SortedMap<String, List<Count>> categories,
            List<Count> owner,
            List<Count> region,
            List<Count> city,
            List<Count> channel,
            List<Count> openCases,
            List<Count> lastInteraction,
            SortedMap<String, List<Count>> revenue) {}

    /**
     * @param from of a range, what to give as the filter's lower end
     * @param to of a range, where it ends; that itself belongs to the next one
     */
    record Count(
            String value, @Nullable String from, @Nullable String to, long count) {

        static Count of(Map.Entry<String, Long> counted) {
            return new Count(counted.getKey(), null, null, counted.getValue());
        }
    }

    /**
     * What all the customers found amount to.
     *
     * @param purchases placed and not cancelled
     * @param revenue by ISO 4217 code, in main units, exact
     */
    record Sums(
            long customers,
            long contacts,
            long purchases,
            SortedMap<String, BigDecimal> revenue,
            long serviceCases,
            long openCases,
            Ratings ratings,
            Recommendations recommendations) {}

    /** Ratings of 1 to 5; no mean without a rating. */
    record Ratings(long count, @Nullable BigDecimal mean) {}

    /**
     * Recommendations from 0 to 10; no mean without one.
     *
     * @param promoters those of 9 and 10
     * @param detractors those from 0 to 6
     */
    record Recommendations(long count, @Nullable BigDecimal mean, long promoters, long detractors) {}
}
