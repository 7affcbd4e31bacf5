package io.customer360.command.service;

import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.service.ServiceCaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rating that a customer gives, on one of two scales.
 *
 * @param score satisfaction, from 1 (very dissatisfied) to 5 (very satisfied)
 * @param recommendation how likely the customer is to recommend the company, from 0 to 10
 */
@Schema(description = "A rating that a customer gives, on one of two scales.", example = """
    {"score":4,"comment":"Quick help"}\
    """)
record RatingRequest(
        @Min(value = 1, message = RatingScales.SCORE) @Max(value = 5, message = RatingScales.SCORE) @Nullable
        Integer score,

        @Min(value = 0, message = RatingScales.RECOMMENDATION)
        @Max(value = 10, message = RatingScales.RECOMMENDATION)
        @Nullable
        Integer recommendation,

        @Prose(max = 2000) @Nullable String comment,
        @Occurred @Nullable Instant occurredAt) {

    @AssertTrue(message = RatingScales.EITHER_OR)
    boolean isRating() {
        return RatingScales.isOne(score, recommendation);
    }

    RateServiceCase of(ServiceCaseId serviceCaseId, Instant now, @Nullable Long expectedVersion) {
        return new RateServiceCase(
                serviceCaseId,
                Objects.requireNonNullElse(occurredAt, now),
                RatingScales.rating(score, recommendation),
                comment,
                expectedVersion);
    }
}
