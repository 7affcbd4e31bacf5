package io.customer360.command.importing;

import io.customer360.command.importing.mapping.InvalidMapping;
import io.customer360.platform.problem.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Answers files and mappings that can't be used. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ImportProblems {

    private final ImportSettings settings;

    ImportProblems(ImportSettings settings) {
        this.settings = settings;
    }

    @ExceptionHandler
    ProblemDetail invalidMapping(InvalidMapping invalid) {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "INVALID_MAPPING",
                "The mapping can't be used: " + invalid.getMessage(),
                invalid.faults().stream()
                        .map(fault -> new Problem.FieldError(fault.place(), fault.message()))
                        .toList());
    }

    @ExceptionHandler
    ProblemDetail missingMapping(MissingMapping missing) {
        return Problem.of(HttpStatus.BAD_REQUEST, "MISSING_MAPPING", String.valueOf(missing.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unreadable(UnreadableFile unreadable) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "UNREADABLE_FILE", String.valueOf(unreadable.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail missingPart(MissingServletRequestPartException missing) {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "MISSING_PART",
                "The form has no part '%s'. Send multipart/form-data with the parts 'file' and 'mapping'."
                        .formatted(missing.getRequestPartName()));
    }

    @ExceptionHandler
    ProblemDetail tooLarge(MaxUploadSizeExceededException tooLarge) {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "FILE_TOO_LARGE",
                "The file is larger than %d MB. Split it, or raise customer360.import.max-file-size."
                        .formatted(settings.maxFileSize().toMegabytes()));
    }

    @ExceptionHandler
    ProblemDetail brokenForm(MultipartException broken) {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "MALFORMED_FORM",
                "The form could not be read to its end. Send multipart/form-data with the parts 'file' and 'mapping'.");
    }
}
