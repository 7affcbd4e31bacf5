package io.customer360.events.service;

/** How a customer judged the company on a scale. */
public record Rating(RatingScale scale, int value) {
    public Rating {
        int lowest = scale == RatingScale.SATISFACTION ? 1 : 0;
        int highest = scale == RatingScale.SATISFACTION ? 5 : 10;
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(
                    "A rating of %s lies between %d and %d".formatted(scale, lowest, highest));
        }
    }
}
