package io.customer360.command.customer;

import io.customer360.events.customer.CustomerId;

/** The customers that there are. */
@FunctionalInterface
public interface Customers {

    boolean include(CustomerId customerId);
}
