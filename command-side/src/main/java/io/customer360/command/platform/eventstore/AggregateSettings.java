package io.customer360.command.platform.eventstore;

import org.axonframework.spring.config.SpringAggregateConfigurer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * What holds for every aggregate: its locks have a time limit, and under an id of another kind of thing it finds
 * nothing, so that a payment to a customer's id is answered as one to an unknown purchase. {@code @Aggregate} has an
 * attribute for the second, which Axon 4.13 overlooks with Spring.
 */
@Component
class AggregateSettings implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof SpringAggregateConfigurer<?> aggregate) {
            aggregate.setFilterEventsByType(true);
            aggregate.setLockFactory(EventStoreConfiguration.AGGREGATE_LOCKS);
        }
        return bean;
    }
}
