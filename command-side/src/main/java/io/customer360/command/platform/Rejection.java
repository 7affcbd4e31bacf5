package io.customer360.command.platform;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import org.springframework.http.HttpStatus;

/** Why the write side refuses a command. The names are part of the API: they are the types of its problems. */
public enum Rejection {
    // Any kind of thing
    NOT_FOUND_BY_ID(NOT_FOUND),
    VERSION_MISMATCH(PRECONDITION_FAILED),
    CONCURRENT_CHANGE(CONFLICT),
    IDEMPOTENCY_KEY_REUSED(UNPROCESSABLE_CONTENT),
    INVALID_VALUE(BAD_REQUEST),

    // Customers
    LIKELY_DUPLICATE(CONFLICT),
    CUSTOMER_NOT_FOUND(NOT_FOUND),
    CUSTOMER_DEACTIVATED(CONFLICT),
    CUSTOMER_ALREADY_CONVERTED(CONFLICT),
    EMAIL_NOT_FOUND(NOT_FOUND),
    PHONE_NOT_FOUND(NOT_FOUND),
    ADDRESS_NOT_FOUND(NOT_FOUND),
    CONTACT_PERSON_NOT_FOUND(NOT_FOUND),
    CONTACT_PERSONS_ONLY_FOR_ORGANISATIONS(CONFLICT),
    RELATED_TO_ITSELF(UNPROCESSABLE_CONTENT),
    RELATED_CUSTOMER_NOT_FOUND(UNPROCESSABLE_CONTENT),
    TOO_MANY(UNPROCESSABLE_CONTENT);

    private final HttpStatus status;

    Rejection(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }
}
