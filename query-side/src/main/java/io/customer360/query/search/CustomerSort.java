package io.customer360.query.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** By what customers can be ordered. */
enum CustomerSort {
    /** What was asked for most exactly comes first. */
    RELEVANCE("relevance"),
    NAME("name"),
    LAST_INTERACTION("lastInteraction"),
    /** In the one currency that is asked for. */
    REVENUE("revenue"),
    OPEN_CASES("openCases"),
    REGISTERED_AT("registeredAt");

    private final String parameter;

    CustomerSort(String parameter) {
        this.parameter = parameter;
    }

    static Optional<CustomerSort> named(String name) {
        return Arrays.stream(values())
                .filter(sort -> sort.parameter.equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(sort -> sort.parameter).collect(Collectors.joining(", "));
    }
}
