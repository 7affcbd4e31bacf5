package io.customer360.command.platform.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link Prose}. */
public final class ProseValidator implements ConstraintValidator<Prose, CharSequence> {

    private int max;

    @Override
    public void initialize(Prose prose) {
        max = prose.max();
    }

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
        return Characters.valid(text, max, "\t\r\n", context);
    }
}
