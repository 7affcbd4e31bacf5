package io.customer360.benchmarks;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What a run says about one thing: a figure, or why there is none. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "result")
sealed interface Measured permits Figure, Unreachable {

    /** The benchmark, as it is asked for. */
    String name();

    String subject();

    /** What is to be reached, null where nothing is set. */
    @Nullable
    Target target();

    /**
     * What is to be reached.
     *
     * @param bound whether the value is the least or the most
     */
    record Target(Bound bound, double value) {

        static Target atLeast(double value) {
            return new Target(Bound.AT_LEAST, value);
        }

        static Target atMost(double value) {
            return new Target(Bound.AT_MOST, value);
        }

        boolean reachedBy(double figure) {
            return switch (bound) {
                case AT_LEAST -> figure >= value;
                case AT_MOST -> figure <= value;
            };
        }
    }

    /** On which side of a target is right. */
    enum Bound {
        AT_LEAST,
        AT_MOST
    }
}
