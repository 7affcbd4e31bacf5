package io.customer360.command.service;

import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.service.ServiceCaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a rating was in truth, on the scale on which it had been given, and why it was recorded otherwise. */
@Schema(
        description = "What a rating was in truth, on the scale on which it had been given, and why it was recorded"
                + " otherwise.",
        example = """
            {"score":5,"reason":"Typed in wrong"}\
            """)
record RatingCorrectionRequest(
        @Min(value = 1, message = RatingScales.SCORE) @Max(value = 5, message = RatingScales.SCORE) @Nullable
        Integer score,

        @Min(value = 0, message = RatingScales.RECOMMENDATION)
        @Max(value = 10, message = RatingScales.RECOMMENDATION)
        @Nullable
        Integer recommendation,

        @NotNull @Prose(max = 2000) String reason,
        @Occurred @Nullable Instant occurredAt) {

    @AssertTrue(message = RatingScales.EITHER_OR)
    boolean isRating() {
        return RatingScales.isOne(score, recommendation);
    }

    CorrectRating of(ServiceCaseId serviceCaseId, Instant now, @Nullable Long expectedVersion) {
        return new CorrectRating(
                serviceCaseId,
                Objects.requireNonNullElse(occurredAt, now),
                RatingScales.rating(score, recommendation),
                reason,
                expectedVersion);
    }
}
