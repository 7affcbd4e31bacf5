package io.customer360.events.customer;

/** What another customer is to this one. */
public enum RelationKind {
    /** The other one is this one's parent company. */
    PARENT_COMPANY,
    /** This one distributes the other one's products. */
    DISTRIBUTOR_OF,
    PARTNER_OF,
    /** The other one recommended the company to this one. */
    REFERRED_BY
}
