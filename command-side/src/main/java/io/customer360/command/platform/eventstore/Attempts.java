package io.customer360.command.platform.eventstore;

/**
 * How commands are tried.
 *
 * @param mayHope whether the first attempt at a command is a {@link Attempt#hopeful() hopeful} one; with Axon Server
 *     none is, since nothing else can be stored in the same step as the events
 */
public record Attempts(boolean mayHope) {}
