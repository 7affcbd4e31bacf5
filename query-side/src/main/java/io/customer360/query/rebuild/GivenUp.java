package io.customer360.query.rebuild;

/** A rebuild that no further try would bring to its end. */
final class GivenUp extends RuntimeException {

    GivenUp(String reason) {
        super(reason);
    }
}
