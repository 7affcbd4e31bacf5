package io.customer360.events;

import io.customer360.events.customer.CustomerId;
import java.time.Instant;

/**
 * Something that happened with a customer. Every fact carries all that its readers need, so that none of them has to
 * look anything up.
 *
 * <p>The class names of events are stored for ever; moving one needs an upcaster.
 */
public sealed interface CustomerFact permits CustomerEvent, InteractionEvent {

    /** The customer that this fact is about. */
    CustomerId customerId();

    /**
     * When it happened, which may be long before it was recorded: imports are backdated. The time of recording is the
     * event store's.
     */
    Instant occurredAt();
}
