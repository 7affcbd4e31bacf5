package io.customer360.command.platform;

import org.jspecify.annotations.Nullable;

/**
 * An order to change one thing. A command is a record that names the aggregate that decides about it by
 * {@code @TargetAggregateIdentifier}.
 */
public interface Command {

    /**
     * The id of what the command creates or changes. It differs from the target where one aggregate creates another: a
     * purchase is placed through its customer.
     */
    String aggregateId();

    /**
     * The version that the sender has seen and wants to change, where it said so. Commands with such a component
     * annotate it with {@code @TargetAggregateVersion}.
     */
    default @Nullable Long expectedVersion() {
        return null;
    }
}
