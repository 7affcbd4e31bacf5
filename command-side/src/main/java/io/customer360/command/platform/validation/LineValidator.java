package io.customer360.command.platform.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks a {@link Line}. */
public final class LineValidator implements ConstraintValidator<Line, CharSequence> {

    private int max;

    @Override
    public void initialize(Line line) {
        max = line.max();
    }

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
        return Characters.valid(text, max, "", context);
    }
}
