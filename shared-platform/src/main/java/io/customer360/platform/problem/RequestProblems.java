package io.customer360.platform.problem;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * Answers requests that can't be understood, on both sides, with what is wrong and where. It comes last: what a side
 * knows better, its own advice answers.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class RequestProblems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RequestProblems.class);

    /** The constraint that a value has to be there. */
    private static final String MISSING = "NotNull";

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(unreadable, unreadableBody(unreadable), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problem.FieldError> errors = invalid.getBindingResult().getAllErrors().stream()
                .map(error -> new Problem.FieldError(
                        error instanceof org.springframework.validation.FieldError field
                                ? field.getField()
                                : error.getObjectName(),
                        message(invalid.getBindingResult(), error)))
                .sorted(java.util.Comparator.comparing(Problem.FieldError::field))
                .toList();
        return answer(invalid, invalidRequest(errors), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problem.FieldError> errors = invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new Problem.FieldError(
                                result instanceof ParameterErrors
                                                && error instanceof org.springframework.validation.FieldError field
                                        ? field.getField()
                                        : Objects.requireNonNullElse(
                                                result.getMethodParameter().getParameterName(), "request"),
                                message(result instanceof ParameterErrors body ? body : null, error))))
                .toList();
        return answer(invalid, invalidRequest(errors), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                missing,
                invalidRequest(List.of(new Problem.FieldError(missing.getParameterName(), "is needed"))),
                headers,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException unsupported,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String allowed =
                String.join(", ", Objects.requireNonNullElse(unsupported.getSupportedMethods(), new String[0]));
        return answer(
                unsupported,
                Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "METHOD_NOT_ALLOWED",
                        "%s can't be used here; use %s.".formatted(unsupported.getMethod(), allowed)),
                headers,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException unsupported,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                unsupported,
                Problem.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "Content-Type %s is not accepted here; send %s."
                                .formatted(
                                        Objects.requireNonNullElse(unsupported.getContentType(), "(none)"),
                                        unsupported.getSupportedMediaTypes().stream()
                                                .map(Object::toString)
                                                .distinct()
                                                .collect(Collectors.joining(" or ")))),
                headers,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException missing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(
                missing,
                Problem.of(
                        HttpStatus.NOT_FOUND,
                        "NO_SUCH_RESOURCE",
                        "There is nothing at /%s. The API page at / lists what there is."
                                .formatted(missing.getResourcePath())),
                headers,
                request);
    }

    @ExceptionHandler
    ProblemDetail wrongType(MethodArgumentTypeMismatchException mismatch) {
        Class<?> type = Objects.requireNonNullElse(mismatch.getRequiredType(), String.class);
        return invalidRequest(List.of(new Problem.FieldError(
                mismatch.getName(), "'%s' is not %s".formatted(abbreviated(mismatch.getValue()), expected(type)))));
    }

    @ExceptionHandler
    ProblemDetail unreadable(InvalidHeader header) {
        return Problem.of(HttpStatus.BAD_REQUEST, "INVALID_HEADER", String.valueOf(header.getMessage()));
    }

    /** What nobody foresaw: the client gets a reference to the log, and none of its content. */
    @ExceptionHandler
    ProblemDetail unforeseen(Exception failure) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Unforeseen failure {}", reference, failure);
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "UNFORESEEN_FAILURE",
                "Something went wrong that should not have. The log has more under reference %s.".formatted(reference));
    }

    /** A choice that is missing has what to choose from named, as a wrong one has. */
    private static String message(@Nullable Errors errors, MessageSourceResolvable error) {
        Class<?> type = errors != null
                        && error instanceof org.springframework.validation.FieldError field
                        && MISSING.equals(field.getCode())
                ? errors.getFieldType(field.getField())
                : null;
        return type != null && type.isEnum()
                ? "has to be " + expected(type)
                : Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
    }

    private @Nullable ResponseEntity<Object> answer(
            Exception cause, ProblemDetail problem, HttpHeaders headers, WebRequest request) {
        return handleExceptionInternal(cause, problem, headers, HttpStatus.valueOf(problem.getStatus()), request);
    }

    private static ProblemDetail invalidRequest(List<Problem.FieldError> errors) {
        String detail = errors.stream()
                .limit(3)
                .map(error -> "'%s' %s".formatted(error.field(), error.message()))
                .collect(Collectors.joining(
                        "; ", "The request is not valid: ", errors.size() > 3 ? "; and more." : "."));
        return Problem.of(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", detail, errors);
    }

    private static ProblemDetail unreadableBody(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown ->
                invalidRequest(List.of(new Problem.FieldError(
                        path(unknown), "is not known; known here: " + names(unknown.getKnownPropertyIds()))));
            case InvalidFormatException invalid ->
                invalidRequest(List.of(new Problem.FieldError(
                        path(invalid),
                        "'%s' is not %s"
                                .formatted(abbreviated(invalid.getValue()), expected(invalid.getTargetType())))));
            case ValueInstantiationException refused ->
                invalidRequest(List.of(new Problem.FieldError(
                        path(refused),
                        Objects.requireNonNullElse(rootCause(refused).getMessage(), "is not valid"))));
            case MismatchedInputException mismatch ->
                invalidRequest(List.of(new Problem.FieldError(
                        path(mismatch),
                        "has to be " + expected(Objects.requireNonNullElse(mismatch.getTargetType(), Object.class)))));
            case InputCoercionException tooLarge ->
                invalidRequest(List.of(new Problem.FieldError(
                        path(tooLarge), "is too large for " + expected(tooLarge.getTargetType()))));
            case StreamReadException malformed ->
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "MALFORMED_JSON",
                        "The body is not well-formed JSON%s: %s."
                                .formatted(place(malformed.getLocation()), malformed.getOriginalMessage()));
            case JacksonException other ->
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "MALFORMED_JSON",
                        "The body can't be read%s.".formatted(place(other.getLocation())));
            case null, default ->
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "MISSING_BODY",
                        "The request needs a JSON body, in UTF-8. The API page at / shows its fields.");
        };
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String path(JacksonException exception) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : exception.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String names(@Nullable Collection<Object> ids) {
        return ids == null
                ? "none"
                : ids.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String abbreviated(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> "a moment such as 2026-03-31T09:30:00Z";
            case "LocalDate" -> "a date such as 2026-03-31";
            case "BigDecimal", "double", "Double" -> "a number such as 12.50";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "a text";
            case "List", "Set", "Collection", "ArrayList" -> "a list";
            case "Map", "LinkedHashMap", "Object" -> "an object";
            case "Currency" -> "an ISO 4217 currency code such as CNY";
            case "UUID" -> "an id such as 0197c1de-7a44-7c32-9e5b-6a2d3f10c9aa";
            default ->
                type.getSimpleName().toLowerCase(Locale.ROOT).endsWith("id")
                        ? "an id such as 0197c1de-7a44-7c32-9e5b-6a2d3f10c9aa"
                        : "an object";
        };
    }
}
