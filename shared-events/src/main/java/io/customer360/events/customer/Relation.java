package io.customer360.events.customer;

/** A relation from the customer of the event to another one. */
public record Relation(RelationKind kind, CustomerId relatedCustomerId) {}
