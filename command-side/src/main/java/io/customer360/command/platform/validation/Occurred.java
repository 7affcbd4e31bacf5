package io.customer360.command.platform.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A moment at which something can have happened with a customer: from 1900 to now, give or take a day of clocks and
 * zones.
 */
@Documented
@Constraint(validatedBy = OccurredValidator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Occurred {

    String message() default "has to lie between 1900-01-01T00:00:00Z and now";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
