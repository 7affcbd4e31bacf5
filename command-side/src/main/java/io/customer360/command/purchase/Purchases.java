package io.customer360.command.purchase;

import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.PurchaseId;

/** The purchases that there are, for features that refer to one. */
@FunctionalInterface
public interface Purchases {

    /** Whether there is such a purchase and it is that customer's. */
    boolean include(PurchaseId purchaseId, CustomerId customerId);
}
