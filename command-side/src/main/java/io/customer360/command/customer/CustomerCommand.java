package io.customer360.command.customer;

import io.customer360.command.platform.Command;
import io.customer360.events.customer.CustomerId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An order about one customer. */
public interface CustomerCommand extends Command {

    @TargetAggregateIdentifier
    CustomerId customerId();

    @Override
    default String aggregateId() {
        return customerId().toString();
    }
}
