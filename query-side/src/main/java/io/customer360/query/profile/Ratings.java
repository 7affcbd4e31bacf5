package io.customer360.query.profile;

import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How a customer rates the company. The mean on each scale is its sum by its count.
 *
 * @param promoters recommendations of 9 and 10
 * @param detractors recommendations from 0 to 6
 * @param last the rating given last, as it stands after corrections
 */
public record Ratings(
        long satisfactionCount,
        long satisfactionSum,
        long recommendationCount,
        long recommendationSum,
        long promoters,
        long detractors,
        @Nullable LastRating last) {

    private static final int LEAST_OF_PROMOTERS = 9;
    private static final int MOST_OF_DETRACTORS = 6;
    private static final Comparator<LastRating> BY_DATE = Comparator.comparing(LastRating::ratedAt)
            .thenComparing(rating -> rating.serviceCaseId().value());

    static final Ratings NONE = new Ratings(0, 0, 0, 0, 0, 0, null);

    Ratings plus(ServiceCaseId serviceCaseId, Instant ratedAt, Rating rating) {
        LastRating candidate = new LastRating(serviceCaseId, ratedAt, rating);
        boolean isLast = last == null || BY_DATE.compare(last, candidate) <= 0;
        return counted(rating, 1, isLast ? candidate : last);
    }

    Ratings corrected(ServiceCaseId serviceCaseId, Instant ratedAt, Rating previous, Rating rating) {
        boolean isLast = last != null
                && last.serviceCaseId().equals(serviceCaseId)
                && last.ratedAt().equals(ratedAt);
        LastRating lastNow = isLast ? new LastRating(serviceCaseId, ratedAt, rating) : last;
        return counted(previous, -1, lastNow).counted(rating, 1, lastNow);
    }

    private Ratings counted(Rating rating, int times, @Nullable LastRating lastNow) {
        long value = (long) times * rating.value();
        if (rating.scale() == RatingScale.SATISFACTION) {
            return new Ratings(
                    satisfactionCount + times,
                    satisfactionSum + value,
                    recommendationCount,
                    recommendationSum,
                    promoters,
                    detractors,
                    lastNow);
        }
        return new Ratings(
                satisfactionCount,
                satisfactionSum,
                recommendationCount + times,
                recommendationSum + value,
                promoters + (rating.value() >= LEAST_OF_PROMOTERS ? times : 0),
                detractors + (rating.value() <= MOST_OF_DETRACTORS ? times : 0),
                lastNow);
    }

    /** The rating of a service case. */
    public record LastRating(ServiceCaseId serviceCaseId, Instant ratedAt, Rating rating) {}
}
