package io.customer360.query.platform;

import io.customer360.events.CustomerFact;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.EventMetadata;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.serialization.SerializationException;

/**
 * All of one customer's facts are read in order, by one segment; what is about no customer is one more sequence.
 *
 * <p>The metadata name the customer, so that nothing has to be deserialised to tell whose an event is.
 */
enum CustomerSequence implements SequencingPolicy<EventMessage<?>> {
    INSTANCE;

    static final String NO_CUSTOMER = "no-customer";

    @Override
    public String getSequenceIdentifierFor(EventMessage<?> message) {
        return customerOf(message).map(CustomerId::toString).orElse(NO_CUSTOMER);
    }

    static Optional<CustomerId> customerOf(EventMessage<?> message) {
        try {
            if (message.getMetaData().get(EventMetadata.CUSTOMER_ID) instanceof String id) {
                return Optional.of(CustomerId.of(id));
            }
            return message.getPayload() instanceof CustomerFact fact
                    ? Optional.of(fact.customerId())
                    : Optional.empty();
        } catch (SerializationException | IllegalArgumentException unreadable) {
            // Which is noticed again, and parked, when the fact is handled.
            return Optional.empty();
        }
    }
}
