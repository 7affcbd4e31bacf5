package io.customer360.events.customer;

/** How much of a kind a customer has at most. What is accepted up to here, every view has to hold. */
public final class CustomerBounds {

    /** E-mails, phones, addresses, categories and relations, of each. */
    public static final int MOST_DETAILS = 50;

    public static final int MOST_CONTACT_PERSONS = 500;

    private CustomerBounds() {}
}
