package io.customer360.query.platform;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jpa.DeadLetterEntry;
import org.axonframework.eventhandling.deadletter.jpa.DeadLetterEventEntry;
import org.axonframework.eventhandling.deadletter.jpa.EventMessageDeadLetterJpaConverter;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Parks many facts of a customer at once, where Axon's queue finds them. The queue itself counts those that wait before
 * it adds another one, which for a hundred thousand facts takes hours.
 */
@Component
class Parking {

    private static final String INSERT = """
        insert into query.dead_letter_entry (dead_letter_id, processing_group, sequence_identifier, sequence_index,
            message_type, event_identifier, time_stamp, payload_type, payload_revision, payload, meta_data, type,
            aggregate_identifier, sequence_number, token_type, token, enqueued_at, last_touched, cause_type,
            cause_message, diagnostics)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;

    private final EventMessageDeadLetterJpaConverter converter = new EventMessageDeadLetterJpaConverter();
    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final Serializer eventSerializer;
    private final Clock clock;

    Parking(
            JdbcTemplate batches,
            JdbcClient jdbc,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            Clock clock) {
        this.batches = batches;
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.eventSerializer = eventSerializer;
        this.clock = clock;
    }

    /** Parks facts behind those of the sequence that are parked already. */
    void append(String reader, String sequence, List<? extends EventMessage<?>> facts, Cause cause) {
        long index = nextIndex(reader, sequence);
        List<DeadLetterEntry> letters = new ArrayList<>();
        for (EventMessage<?> fact : facts) {
            letters.add(new DeadLetterEntry(
                    reader,
                    sequence,
                    index++,
                    converter.convert(fact, eventSerializer, serializer),
                    clock.instant(),
                    clock.instant(),
                    cause,
                    MetaData.emptyInstance(),
                    eventSerializer));
        }
        batches.batchUpdate(INSERT, letters, Math.max(1, letters.size()), (row, letter) -> {
            DeadLetterEventEntry message = letter.getMessage();
            row.setString(1, letter.getDeadLetterId());
            row.setString(2, letter.getProcessingGroup());
            row.setString(3, letter.getSequenceIdentifier());
            row.setLong(4, letter.getSequenceIndex());
            row.setString(5, message.getMessageType());
            row.setString(6, message.getEventIdentifier());
            row.setString(7, message.getTimeStamp());
            row.setString(8, message.getPayload().getType().getName());
            row.setString(9, message.getPayload().getType().getRevision());
            row.setBytes(10, message.getPayload().getData());
            row.setBytes(11, message.getMetaData().getData());
            row.setString(12, message.getType());
            row.setString(13, message.getAggregateIdentifier());
            row.setObject(14, message.getSequenceNumber());
            row.setString(15, message.getTrackingToken().getType().getName());
            row.setBytes(16, message.getTrackingToken().getData());
            row.setTimestamp(17, Timestamp.from(letter.getEnqueuedAt()));
            row.setTimestamp(18, Timestamp.from(Objects.requireNonNull(letter.getLastTouched())));
            row.setString(19, letter.getCauseType());
            row.setString(20, letter.getCauseMessage());
            row.setBytes(21, letter.getDiagnostics().getData());
        });
    }

    private long nextIndex(String reader, String sequence) {
        return jdbc.sql("select coalesce(max(sequence_index) + 1, 0) from query.dead_letter_entry"
                        + " where processing_group = ? and sequence_identifier = ?")
                .params(reader, sequence)
                .query(Long.class)
                .single();
    }
}
