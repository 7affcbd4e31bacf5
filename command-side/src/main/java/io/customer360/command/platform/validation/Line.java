package io.customer360.command.platform.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text on one line: something in it, no control characters, and not too long. */
@Documented
@Constraint(validatedBy = LineValidator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Line {

    String message() default "is not a line of text";

    /** The most characters, as people count them. */
    int max() default 200;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
