package io.customer360.platform;

/** The keys of what is stored beside every event. All values are strings. */
public final class EventMetadata {

    /** Who did it. */
    public static final String ACTOR = "actor";

    /** Why, where somebody said so. */
    public static final String REASON = "reason";

    /** The system that it came from. */
    public static final String SOURCE = "source";

    /** The customer that the event is about, so that it can be told without reading the payload. */
    public static final String CUSTOMER_ID = "customerId";

    /** The message that this event is a consequence of; Axon's name for it. */
    public static final String CAUSATION_ID = "correlationId";

    /** The request that began it all; Axon's name for it. */
    public static final String CORRELATION_ID = "traceId";

    private EventMetadata() {}
}
