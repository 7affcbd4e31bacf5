package io.customer360.command.platform.web;

import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import io.customer360.platform.problem.Problem;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells the client why the write side refused a command. What {@link StoresOutOfReach} finds comes here, too. */
@RestControllerAdvice(basePackages = "io.customer360.command")
@Order(0)
final class CommandProblems {

    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Rejected rejected) {
        ProblemDetail problem =
                Problem.of(rejected.rejection().status(), rejected.rejection().name(), rejected.detail());
        if (!rejected.candidates().isEmpty()) {
            problem.setProperty("candidates", rejected.candidates());
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(rejected.rejection().status());
        if (rejected.rejection() == Rejection.STORE_UNAVAILABLE) {
            answer.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        return answer.body(problem);
    }
}
