package io.customer360.command.customer;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What can be a phone number, an internal line among them: at least three digits, and what people write between. */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = "(?=(?:[^\\p{Nd}]*\\p{Nd}){3})[\\p{Nd}\\p{L} ()+./#*,;:=-]{3,40}")
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface PhoneNumber {

    String message() default "is not a phone number such as +86 138 0013 8000";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
