package io.customer360.command.importing;

/** A file that can't be imported at all; the message says where and why. */
final class UnreadableFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFile(String message) {
        super(message, null, false, false);
    }

    static UnreadableFile atLine(long line, String reason) {
        return new UnreadableFile("Line %d: %s".formatted(line, reason));
    }
}
