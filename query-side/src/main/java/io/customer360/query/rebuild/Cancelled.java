package io.customer360.query.rebuild;

/** Somebody has asked for the rebuild's end. */
final class Cancelled extends RuntimeException {

    Cancelled() {
        super("Cancelled on request");
    }
}
