package io.customer360.command.platform.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Checks that a day is {@link Foreseeable}. */
public final class ForeseeableValidator implements ConstraintValidator<Foreseeable, LocalDate> {

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    @Override
    public boolean isValid(@Nullable LocalDate day, ConstraintValidatorContext context) {
        return day == null
                || (!day.isBefore(EARLIEST)
                        && !day.isAfter(LocalDate.now(context.getClockProvider().getClock())
                                .plusYears(100)));
    }
}
