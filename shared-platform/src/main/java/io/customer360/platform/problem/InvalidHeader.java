package io.customer360.platform.problem;

/** A header of the request can't be understood; the message says why. */
public final class InvalidHeader extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidHeader(String message) {
        super(message);
    }
}
