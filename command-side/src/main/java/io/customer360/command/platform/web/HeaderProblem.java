package io.customer360.command.platform.web;

/** A header of the request can't be understood; the message says why. */
final class HeaderProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HeaderProblem(String message) {
        super(message);
    }
}
