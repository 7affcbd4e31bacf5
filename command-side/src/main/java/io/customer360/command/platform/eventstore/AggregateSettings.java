package io.customer360.command.platform.eventstore;

import org.axonframework.spring.config.SpringAggregateConfigurer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * What holds for every aggregate: its locks have a time limit, this node remembers those that it has handled lately, it
 * is created by its constructor and not as a Spring bean, which takes longer than its events, and under an id of
 * another kind of thing it finds nothing, so that a payment to a customer's id is answered as one to an unknown
 * purchase. {@code @Aggregate} has an attribute for the second, which Axon 4.13 overlooks with Spring.
 */
@Component
class AggregateSettings implements BeanPostProcessor {

    @Override
    @SuppressWarnings("NullAway") // null stands for Axon's own factory
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof SpringAggregateConfigurer<?> aggregate) {
            aggregate.setFilterEventsByType(true);
            aggregate.setLockFactory(EventStoreConfiguration.AGGREGATE_LOCKS);
            aggregate.setCache(EventStoreConfiguration.REMEMBERED_AGGREGATES);
            aggregate.setAggregateFactory(null);
            aggregate.setCommandTargetResolver(EventStoreConfiguration.COMMAND_TARGETS);
        }
        return bean;
    }
}
