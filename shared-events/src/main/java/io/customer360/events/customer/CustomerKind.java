package io.customer360.events.customer;

/** Whether a customer is a person or an organisation. */
public enum CustomerKind {
    INDIVIDUAL,
    ORGANISATION
}
