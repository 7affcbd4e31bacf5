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

/** What can be an e-mail address. Whether mail arrives there, only mail can tell. */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = "\\s*[^\\s@<>\"(),;:\\p{Cntrl}]{1,64}@[^\\s@<>\"(),;:\\p{Cntrl}]{1,240}\\s*")
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface EmailAddress {

    String message() default "is not an e-mail address such as li.lei@example.com";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
