package io.customer360.query.ledger;

import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** The ledger as a stream of events for Axon's processors. Tokens are positions. */
public class LedgerMessageSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final Ledger ledger;
    private final LedgerHead head;
    private final Serializer eventSerializer;
    private final Supplier<? extends EventUpcaster> upcasters;

    LedgerMessageSource(
            Ledger ledger, LedgerHead head, Serializer eventSerializer, Supplier<? extends EventUpcaster> upcasters) {
        this.ledger = ledger;
        this.head = head;
        this.eventSerializer = eventSerializer;
        this.upcasters = upcasters;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return openStream(token, () -> 0);
    }

    /**
     * Opens a stream that leaves out what somebody else has seen to, also what lies before it when that is told.
     *
     * @param headStart the position up to which that is so by now
     */
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token, LongSupplier headStart) {
        return new LedgerStream(ledger, head, eventSerializer, upcasters.get(), positionOf(token), headStart);
    }

    /** Entries as messages: upcast, which may drop some, and deserialised when somebody asks for the payload. */
    public List<TrackedEventMessage<?>> messagesOf(List<LedgerEntry> entries) {
        return LedgerStream.messages(entries, eventSerializer, upcasters.get());
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(ledger.headPosition());
    }

    @Override
    public TrackingToken createTokenAt(Instant recordedAt) {
        return new GlobalSequenceTrackingToken(ledger.positionBefore(recordedAt));
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return token == null
                ? 0
                : token.position()
                        .orElseThrow(() -> new IllegalArgumentException("Not a token of the ledger: " + token));
    }
}
