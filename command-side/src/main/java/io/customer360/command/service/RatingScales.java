package io.customer360.command.service;

import static java.util.Objects.requireNonNull;

import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import org.jspecify.annotations.Nullable;

/** A rating as requests give it: by the name of its scale. */
final class RatingScales {

    static final String SCORE = "has to lie between 1 and 5";
    static final String RECOMMENDATION = "has to lie between 0 and 10";
    static final String EITHER_OR = "has to be given as score (1 to 5) or as recommendation (0 to 10), one of them";

    private RatingScales() {}

    static boolean isOne(@Nullable Integer score, @Nullable Integer recommendation) {
        return (score == null) != (recommendation == null);
    }

    /** One of the two has to be there, as {@link #isOne} says. */
    static Rating rating(@Nullable Integer score, @Nullable Integer recommendation) {
        return score == null
                ? new Rating(RatingScale.RECOMMENDATION, requireNonNull(recommendation))
                : new Rating(RatingScale.SATISFACTION, score);
    }
}
