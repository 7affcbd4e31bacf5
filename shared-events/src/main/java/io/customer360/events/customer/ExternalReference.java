package io.customer360.events.customer;

/** What another system calls a thing; unique for each kind of thing. */
public record ExternalReference(String source, String id) {}
