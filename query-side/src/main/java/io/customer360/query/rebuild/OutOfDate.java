package io.customer360.query.rebuild;

/** What there is of the next views is not what this rebuild is to make: it has to begin anew. */
final class OutOfDate extends RuntimeException {

    OutOfDate(String reason) {
        super(reason);
    }
}
