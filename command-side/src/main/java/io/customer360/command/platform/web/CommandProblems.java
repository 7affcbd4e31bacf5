package io.customer360.command.platform.web;

import io.customer360.command.platform.Rejected;
import io.customer360.platform.problem.Problem;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells the client why the write side refused a command. */
@RestControllerAdvice(basePackages = "io.customer360.command")
@Order(0)
final class CommandProblems {

    private static final Logger LOG = LoggerFactory.getLogger(CommandProblems.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ProblemDetail refused(Rejected rejected) {
        ProblemDetail problem =
                Problem.of(rejected.rejection().status(), rejected.rejection().name(), rejected.detail());
        if (!rejected.candidates().isEmpty()) {
            problem.setProperty("candidates", rejected.candidates());
        }
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unreadable(HeaderProblem header) {
        return Problem.of(HttpStatus.BAD_REQUEST, "INVALID_HEADER", String.valueOf(header.getMessage()));
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        TransactionSystemException.class,
        DataAccessResourceFailureException.class,
        EventStoreException.class
    })
    ResponseEntity<ProblemDetail> unavailable(RuntimeException failure) {
        LOG.error("The store failed", failure);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", RETRY_AFTER_SECONDS)
                .body(Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "STORE_UNAVAILABLE",
                        "What is written can't be stored at the moment. Whether the request had an effect is not"
                                + " certain; repeat it later, under the same Idempotency-Key."));
    }
}
