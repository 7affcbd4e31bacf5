package io.customer360.query.platform;

import io.customer360.events.CustomerFact;
import io.customer360.query.ledger.FactContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.UnknownSerializedType;

/** Reads from Axon's messages what a fold needs. */
final class FactMessage {

    static final String FACTS = CustomerFact.class.getPackageName() + ".";

    private FactMessage() {}

    /** Whether a message is a customer's fact, be it one of a kind that this version does not know. */
    static boolean isFact(EventMessage<?> message) {
        Class<?> type = message.getPayloadType();
        return CustomerFact.class.isAssignableFrom(type)
                || (type == UnknownSerializedType.class
                        && message.getPayload() instanceof UnknownSerializedType unknown
                        && unknown.serializedType().getName().startsWith(FACTS));
    }

    static CustomerFact fact(EventMessage<?> message) {
        return switch (message.getPayload()) {
            case CustomerFact fact -> fact;
            case UnknownSerializedType unknown ->
                throw new IllegalStateException(
                        "This version does not know facts of type %s; retry when a version that does is running"
                                .formatted(unknown.serializedType().getName()));
            case null, default ->
                throw new IllegalStateException("Not a fact about a customer: "
                        + message.getPayloadType().getName());
        };
    }

    static long position(EventMessage<?> message) {
        if (message instanceof TrackedEventMessage<?> tracked) {
            return tracked.trackingToken()
                    .position()
                    .orElseThrow(() -> new IllegalStateException("The event has no position: " + message));
        }
        throw new IllegalStateException("The event does not come from the ledger: " + message);
    }

    static FactContext context(EventMessage<?> message) {
        Map<String, String> metadata = new LinkedHashMap<>();
        message.getMetaData().forEach((key, value) -> {
            if (value != null) {
                metadata.put(key, value.toString());
            }
        });
        boolean ofAggregate = message instanceof DomainEventMessage<?>;
        return new FactContext(
                position(message),
                message.getTimestamp(),
                message.getIdentifier(),
                ofAggregate ? ((DomainEventMessage<?>) message).getAggregateIdentifier() : message.getIdentifier(),
                ofAggregate ? ((DomainEventMessage<?>) message).getSequenceNumber() : 0,
                metadata);
    }
}
