package io.customer360.command.platform.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A day that somebody can plan for: from 1900 on, since old plans are imported too, to a hundred years from now. */
@Documented
@Constraint(validatedBy = ForeseeableValidator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Foreseeable {

    String message() default "has to lie between 1900-01-01 and a hundred years from now";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
