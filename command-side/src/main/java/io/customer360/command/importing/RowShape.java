package io.customer360.command.importing;

import io.customer360.command.importing.mapping.RowRecords;
import io.customer360.command.importing.mapping.UnusableRow;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Holds what comes from files to the same limits as what comes by requests. */
@Component
class RowShape {

    private final Validator validator;

    RowShape(Validator validator) {
        this.validator = validator;
    }

    /** @throws UnusableRow if a text is too long, a moment impossible, and so on */
    void refuseUnlessFit(RowRecords records) {
        Set<ConstraintViolation<RowRecords>> violations = validator.validate(records);
        if (!violations.isEmpty()) {
            String first = violations.stream()
                    .map(RowShape::path)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            throw new UnusableRow(
                    first.split("[.\\[]", 2)[0],
                    violations.stream()
                            .map(violation -> path(violation) + " " + violation.getMessage())
                            .sorted()
                            .collect(Collectors.joining("; ")));
        }
    }

    /** {@code customer.profile.emails[0]}, without what Bean Validation calls the element itself. */
    private static String path(ConstraintViolation<RowRecords> violation) {
        return violation.getPropertyPath().toString().replaceAll("\\.?<[^>]*>", "");
    }
}
