package io.customer360.query.platform;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import io.customer360.platform.problem.Problem;
import io.customer360.query.ledger.ConsistencyToken;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what the read side can't do, with what to do instead. */
@RestControllerAdvice(basePackages = "io.customer360.query")
@Order(Ordered.HIGHEST_PRECEDENCE)
class QueryProblems {

    private static final Logger LOG = LoggerFactory.getLogger(QueryProblems.class);

    private static final String WHAT_A_TOKEN_IS =
            "Send in %s what a write answered with in that header, or leave the header out."
                    .formatted(ConsistencyToken.HEADER);

    private static final String RETRY_AFTER_SECONDS = "5";
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;

    @ExceptionHandler
    ProblemDetail malformedToken(ConsistencyInterceptor.MalformedToken malformed) {
        return token("'%s' is not a consistency token. %s".formatted(malformed.getMessage(), WHAT_A_TOKEN_IS));
    }

    @ExceptionHandler
    ProblemDetail unknownToken(ConsistencyGate.UnknownToken unknown) {
        return token("No event has the id %s. %s".formatted(unknown.getMessage(), WHAT_A_TOKEN_IS));
    }

    private static ProblemDetail token(String detail) {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "UNKNOWN_CONSISTENCY_TOKEN",
                detail,
                List.of(new Problem.FieldError(ConsistencyToken.HEADER, "is not a token of a write")));
    }

    @ExceptionHandler
    ProblemDetail notParked(ParkedFacts.NotParked missing) {
        return Problem.of(HttpStatus.NOT_FOUND, "NOTHING_PARKED", String.valueOf(missing.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notFirst(ParkedFacts.NotFirst other) {
        return Problem.of(HttpStatus.CONFLICT, "NOT_FIRST_PARKED", String.valueOf(other.getMessage()));
    }

    private final OutdatedViews outdated;

    QueryProblems(OutdatedViews outdated) {
        this.outdated = outdated;
    }

    /** Elasticsearch can't be reached, or breaks off. */
    @ExceptionHandler({TransportException.class, IOException.class, UncheckedIOException.class})
    ResponseEntity<ProblemDetail> unreachable(Exception failure) {
        LOG.warn("Elasticsearch can't be reached: {}", failure.toString());
        return searchUnavailable();
    }

    /** PostgreSQL, which has the ledger, can't be reached, or breaks off. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class
    })
    ResponseEntity<ProblemDetail> databaseUnreachable(Exception failure) {
        LOG.warn("PostgreSQL can't be reached: {}", failure.toString());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "STORE_UNAVAILABLE",
                        "The database of the ledger does not answer, so what this request asks can't be told for now."
                                + " Customers and searches can be read without %s meanwhile. Try again in some seconds."
                                        .formatted(ConsistencyToken.HEADER)));
    }

    /** Elasticsearch does not take what an operation on parked facts writes. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> notTaken(BulkAnswer.TryAgain failure) {
        if (!outdated.readers().isEmpty()) {
            return builtAgain(failure);
        }
        LOG.warn("Elasticsearch takes nothing for now: {}", failure.toString());
        return searchUnavailable();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(ElasticsearchException failure) {
        int status = failure.status();
        if (status == TOO_MANY_REQUESTS || status == NOT_FOUND || status >= 500) {
            LOG.warn("Elasticsearch can't answer for now: {}", failure.toString());
            return searchUnavailable();
        }
        return notUnderstood("Elasticsearch refused the search that this request led to", failure);
    }

    /** Elasticsearch has documents that this version can't read. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(JsonException failure) {
        return notUnderstood("What Elasticsearch answered can't be read", failure);
    }

    /** It and the application don't fit each other, which is to be expected as long as a view is another version's. */
    private ResponseEntity<ProblemDetail> notUnderstood(String what, Exception failure) {
        if (!outdated.readers().isEmpty()) {
            return builtAgain(failure);
        }
        LOG.error("{}", what, failure);
        return ResponseEntity.internalServerError()
                .body(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "SEARCH_FAILED", what + ". The log has more."));
    }

    private ResponseEntity<ProblemDetail> builtAgain(Exception failure) {
        LOG.warn("An index of another version of this application can't answer: {}", failure.toString());
        if (!outdated.areBuiltAgain()) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .body(Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "VIEWS_OUTDATED",
                            "The views were made by another version of this application, and are not being built"
                                    + " again. They are read as they are, and have not got what this request asks for."
                                    + " GET /api/operations/rebuilds tells whether that has failed or was cancelled,"
                                    + " POST /api/operations/rebuilds begins it once more. Where that version is the"
                                    + " newer one, stop this node instead."));
        }
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "VIEWS_BEING_REBUILT",
                        "The views were made by another version of this application and are being built again. Until"
                                + " then they are read as they are, and have not got what this request asks for."
                                + " GET /api/operations/rebuilds tells how far it is; try again when it is done."));
    }

    @ExceptionHandler
    ProblemDetail invalidParameter(InvalidParameter invalid) {
        String message = String.valueOf(invalid.getMessage());
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "INVALID_REQUEST",
                "The request is not valid: '%s' %s.".formatted(invalid.parameter(), message),
                List.of(new Problem.FieldError(invalid.parameter(), message)));
    }

    private static ResponseEntity<ProblemDetail> searchUnavailable() {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "SEARCH_UNAVAILABLE",
                        "Elasticsearch does not answer, so customers, timelines and searches can't be read for now."
                                + " Writing works as ever; what is written shows up here when Elasticsearch is back."
                                + " Try again in some seconds."));
    }
}
