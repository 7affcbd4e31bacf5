package io.customer360.command.platform.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks that something can have {@link Occurred} at a moment. */
public final class OccurredValidator implements ConstraintValidator<Occurred, Instant> {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    @Override
    public boolean isValid(@Nullable Instant moment, ConstraintValidatorContext context) {
        return moment == null
                || (!moment.isBefore(EARLIEST)
                        && !moment.isAfter(
                                context.getClockProvider().getClock().instant().plus(CLOCKS_DIFFER)));
    }
}
