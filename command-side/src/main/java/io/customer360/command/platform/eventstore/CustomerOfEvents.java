package io.customer360.command.platform.eventstore;

import io.customer360.events.CustomerFact;
import io.customer360.platform.EventMetadata;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/**
 * Writes the customer beside each event, so that the read side can sort events by customer without reading payloads.
 */
final class CustomerOfEvents implements MessageDispatchInterceptor<EventMessage<?>> {

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        return (index, event) -> event.getPayload() instanceof CustomerFact fact
                ? event.andMetaData(
                        Map.of(EventMetadata.CUSTOMER_ID, fact.customerId().toString()))
                : event;
    }
}
