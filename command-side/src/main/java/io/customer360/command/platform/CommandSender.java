package io.customer360.command.platform;

/** The one way in which commands are sent: by controllers, by the import, by whoever else. */
public interface CommandSender {

    /**
     * Sends a command and waits for what comes of it.
     *
     * @throws Rejected if the command is refused
     */
    Outcome send(Command command, Origin origin);

    /** As {@link #send(Command, Origin)}; a repeated request has the outcome of the first. */
    Outcome send(Command command, WriteRequest request);
}
