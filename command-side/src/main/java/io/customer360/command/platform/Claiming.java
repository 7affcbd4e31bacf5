package io.customer360.command.platform;

/** A command that needs something to be unique across aggregates. */
public interface Claiming extends Command {

    /** What has to be claimed before the command is handled, and what is free again after it. */
    Claims claims();
}
