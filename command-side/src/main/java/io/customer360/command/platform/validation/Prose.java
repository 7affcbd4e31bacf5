package io.customer360.command.platform.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text of any number of lines: something in it, no control characters but tabs and line breaks, and not too long. */
@Documented
@Constraint(validatedBy = ProseValidator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Prose {

    String message() default "is not a text";

    /** The most characters, as people count them. */
    int max() default 20_000;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
