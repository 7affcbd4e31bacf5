package io.customer360.command.platform.web;

import io.customer360.command.platform.Refusals;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
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
        return refused(Refusals.storeUnavailable());
    }
}
