package io.customer360.query.search;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks about customers.
 *
 * @param fingerprint the same for all pages of one question
 * @param cursor where the page before ended
 */
record CustomerQuery(
        SearchText text,
        CustomerFilters filters,
        CustomerSort sort,
        boolean descending,
        int limit,
        boolean facets,
        boolean sums,
        String fingerprint,
        @Nullable String cursor) {

    static final int MOST_ITEMS = 200;
    static final int USUAL_ITEMS = 20;

    static CustomerQuery of(RequestParameters parameters) {
        String typed = parameters.text("q").orElse("");
        SearchText text = searchText(typed, parameters);
        CustomerFilters filters = CustomerFilters.of(parameters);
        Sort sort = sort(text, filters, parameters);
        var query = new CustomerQuery(
                text,
                filters,
                sort.by,
                sort.descending,
                parameters.number("limit", 1, MOST_ITEMS, USUAL_ITEMS),
                parameters.flag("facets").orElse(true),
                parameters.flag("sums").orElse(true),
                parameters.fingerprint("cursor", "limit", "facets", "sums"),
                parameters.text("cursor").orElse(null));
        parameters.refuseTheRest();
        return query;
    }

    /** Refuses what is too long to be meant as a search. */
    static SearchText searchText(String typed, RequestParameters parameters) {
        if (typed.length() > SearchText.MOST_CHARACTERS) {
            parameters.refuse(
                    "q",
                    "has %d characters; at most %d can be searched for"
                            .formatted(typed.length(), SearchText.MOST_CHARACTERS));
            return new SearchText(List.of(), true);
        }
        SearchText text = SearchText.parse(typed);
        if (text.terms().size() > SearchText.MOST_TERMS) {
            parameters.refuse(
                    "q",
                    "has %d words; leave some out, or put quotes around those that stand together: at most %d can be searched for"
                            .formatted(text.terms().size(), SearchText.MOST_TERMS));
        }
        return text;
    }

    private static Sort sort(SearchText text, CustomerFilters filters, RequestParameters parameters) {
        Optional<String> wanted = parameters.text("sort");
        if (wanted.isEmpty()) {
            return new Sort(text.blank() ? CustomerSort.NAME : CustomerSort.RELEVANCE, false);
        }
        boolean descending = wanted.get().startsWith("-");
        String name = descending ? wanted.get().substring(1) : wanted.get();
        Optional<CustomerSort> by = CustomerSort.named(name);
        if (by.isEmpty()) {
            parameters.refuse(
                    "sort", "is not one of %s; a minus in front sorts downwards".formatted(CustomerSort.names()));
        } else if (by.get() == CustomerSort.REVENUE && filters.currency().isEmpty()) {
            parameters.refuse("sort", "by revenue needs a currency, such as currency=CNY");
        }
        return new Sort(by.orElse(CustomerSort.NAME), descending);
    }

    private record Sort(CustomerSort by, boolean descending) {}
}
