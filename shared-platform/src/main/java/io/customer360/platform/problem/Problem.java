package io.customer360.platform.problem;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Makes problem details (RFC 9457) with stable types. */
public final class Problem {

    private static final String TYPES = "https://customer360.io/problems/";

    private Problem() {}

    /** What is wrong with one field of a request; {@code field} is a path such as {@code lines[0].quantity}. */
    public record FieldError(String field, String message) {}

    /**
     * A problem of this kind.
     *
     * @param code a stable name for this kind of problem, in upper snake case; clients may rely on it
     * @param detail what is wrong, and what to do
     */
    public static ProblemDetail of(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + code.toLowerCase(Locale.ROOT).replace('_', '-')));
        problem.setTitle(title(code));
        return problem;
    }

    /** As {@link #of(HttpStatus, String, String)}, with the fields that are at fault under {@code errors}. */
    public static ProblemDetail of(HttpStatus status, String code, String detail, List<FieldError> errors) {
        ProblemDetail problem = of(status, code, detail);
        problem.setProperty("errors", errors);
        return problem;
    }

    private static String title(String code) {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
