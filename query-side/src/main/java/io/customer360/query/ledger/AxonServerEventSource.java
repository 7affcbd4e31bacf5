package io.customer360.query.ledger;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.customer360.platform.json.EventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event store in Axon Server, read through its connector by the global sequence.
 *
 * <p>Axon Server holds metadata as typed values, not as bytes; the ledger gets them as a JSON object with its keys in
 * order, so that the same event always has the same bytes.
 */
class AxonServerEventSource implements EventSource {

    /** How many events may be under way to us before Axon Server waits. */
    private static final int BUFFER = 5_000;

    private static final long ANSWER_SECONDS = 10;

    private final AxonServerConnectionManager connections;
    private final JsonMapper json = EventJson.mapper();

    AxonServerEventSource(AxonServerConnectionManager connections) {
        this.connections = connections;
    }

    @Override
    public String name() {
        return "axon-server";
    }

    @Override
    public RelayCursor start() {
        return RelayCursor.atIndex(-1);
    }

    @Override
    public Reader openAfter(RelayCursor cursor) throws Exception {
        // A stream opens even when nobody is there; a question does not.
        lastToken();
        return new AxonServerReader(channel().openStream(cursor.index(), BUFFER));
    }

    @Override
    public Backlog backlogAfter(RelayCursor cursor, int most) throws Exception {
        long events = Math.clamp(lastToken() - cursor.index(), 0, most);
        return events == 0 ? Backlog.NONE : new Backlog(events, recordedFirstAfter(cursor));
    }

    private @Nullable Instant recordedFirstAfter(RelayCursor cursor) throws InterruptedException {
        EventStream stream = channel().openStream(cursor.index(), 1);
        try {
            EventWithToken first = stream.nextIfAvailable(ANSWER_SECONDS, TimeUnit.SECONDS);
            return first == null ? null : Instant.ofEpochMilli(first.getEvent().getTimestamp());
        } finally {
            stream.close();
        }
    }

    /** Axon Server can't be asked for a single event, so the relay has to arrive at its end first. */
    @Override
    public boolean mayHold(String eventId) {
        return true;
    }

    private EventChannel channel() {
        return connections.getConnection().eventChannel();
    }

    private long lastToken() throws InterruptedException, ExecutionException, TimeoutException {
        return channel().getLastToken().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    private StoredEvent stored(EventWithToken received) {
        Event event = received.getEvent();
        boolean ofAggregate = !event.getAggregateIdentifier().isEmpty();
        return new StoredEvent(
                RelayCursor.atIndex(received.getToken()),
                event.getMessageIdentifier(),
                ofAggregate ? event.getAggregateType() : null,
                ofAggregate ? event.getAggregateIdentifier() : event.getMessageIdentifier(),
                event.getAggregateSequenceNumber(),
                event.getPayload().getType(),
                event.getPayload().getRevision().isEmpty()
                        ? null
                        : event.getPayload().getRevision(),
                Instant.ofEpochMilli(event.getTimestamp()),
                event.getPayload().getData().toByteArray(),
                metadata(event.getMetaDataMap()));
    }

    private byte[] metadata(Map<String, MetaDataValue> values) {
        var ordered = new TreeMap<String, Object>();
        values.forEach((key, value) -> {
            switch (value.getDataCase()) {
                case TEXT_VALUE -> ordered.put(key, value.getTextValue());
                case NUMBER_VALUE -> ordered.put(key, value.getNumberValue());
                case BOOLEAN_VALUE -> ordered.put(key, value.getBooleanValue());
                case DOUBLE_VALUE -> ordered.put(key, value.getDoubleValue());
                case BYTES_VALUE ->
                    ordered.put(key, value.getBytesValue().getData().toByteArray());
                case DATA_NOT_SET -> {}
            }
        });
        return json.writeValueAsBytes(ordered);
    }

    private final class AxonServerReader implements Reader {

        private final EventStream stream;

        AxonServerReader(EventStream stream) {
            this.stream = stream;
        }

        @Override
        public List<StoredEvent> next(int limit) {
            List<StoredEvent> events = new ArrayList<>();
            EventWithToken received = stream.nextIfAvailable();
            while (received != null) {
                events.add(stored(received));
                received = events.size() < limit ? stream.nextIfAvailable() : null;
            }
            if (events.isEmpty() && stream.isClosed()) {
                throw new IllegalStateException(
                        "Axon Server ended the stream of events",
                        stream.getError().orElse(null));
            }
            return events;
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
