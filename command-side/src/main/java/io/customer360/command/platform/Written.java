package io.customer360.command.platform;

/** The body of the answer to a write. */
public record Written(String id, long version) {}
