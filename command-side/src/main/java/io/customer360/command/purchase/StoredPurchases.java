package io.customer360.command.purchase;

import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.PurchaseId;
import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Asks the purchase itself, by loading it. Within one unit of work that also finds one that was placed a moment ago by
 * an earlier command.
 */
@Component
class StoredPurchases implements Purchases {

    // Asked for late: the repositories need the handlers, and a handler needs this.
    private final ObjectProvider<Configuration> configuration;

    StoredPurchases(ObjectProvider<Configuration> configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean include(PurchaseId purchaseId, CustomerId customerId) {
        try {
            return configuration
                    .getObject()
                    .repository(Purchase.class)
                    .load(purchaseId.toString())
                    .invoke(purchase -> purchase.isOf(customerId));
        } catch (AggregateNotFoundException missing) {
            return false;
        }
    }
}
