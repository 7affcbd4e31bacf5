package io.customer360.command.purchase;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What something costs: from 0 (a gift) to 10¹², with up to 6 decimals. */
@DecimalMin(value = "0", message = "has to be 0 or more")
@DecimalMax(value = "1000000000000", message = "has to be 1000000000000 at most")
@Digits(integer = 13, fraction = 6, message = "may have 6 decimals at most")
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface Price {

    String message() default "is not a price";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
