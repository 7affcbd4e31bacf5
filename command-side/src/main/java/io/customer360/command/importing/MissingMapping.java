package io.customer360.command.importing;

/** Nobody said by which mapping a file is to be imported; the message says how to. */
final class MissingMapping extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingMapping(String message) {
        super(message, null, false, false);
    }
}
