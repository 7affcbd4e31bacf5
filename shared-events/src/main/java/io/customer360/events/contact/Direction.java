package io.customer360.events.contact;

/** Who began: the customer (inbound) or the company (outbound). */
public enum Direction {
    INBOUND,
    OUTBOUND
}
