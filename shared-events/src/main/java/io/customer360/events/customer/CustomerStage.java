package io.customer360.events.customer;

/** A prospect has not bought yet; a customer has, or is treated so by decision. */
public enum CustomerStage {
    PROSPECT,
    CUSTOMER
}
