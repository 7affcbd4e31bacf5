package io.customer360.command.platform.eventstore;

import io.customer360.command.platform.eventstore.AppendStatement.EventRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** Axon's JDBC engine on {@code command.domain_event_entry}, without the round trips that this table doesn't need. */
final class PostgresEventStorage extends JdbcEventStorageEngine {

    /** Microseconds are what PostgreSQL's timestamps keep, so that other tables can hold the same moment. */
    private static final DateTimeFormatter MICROSECONDS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    /** The class of SQL states that PostgreSQL rolls a transaction back with. */
    private static final String ROLLED_BACK = "40";

    /** More events than this at once are stored within a transaction, in batches. */
    private static final int MOST_AT_ONCE = 20;

    private final ConnectionProvider connections;
    private final DataSource dataSource;

    /**
     * @param connections those of the transactions under way
     * @param dataSource for what is outside of any
     */
    PostgresEventStorage(Builder builder, ConnectionProvider connections, DataSource dataSource) {
        super(builder);
        this.connections = connections;
        this.dataSource = dataSource;
    }

    static EventSchema eventTable() {
        return EventSchema.builder()
                .eventTable("command.domain_event_entry")
                .globalIndexColumn("global_index")
                .eventIdentifierColumn("event_identifier")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("type")
                .timestampColumn("time_stamp")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .build();
    }

    @Override
    protected void writeTimestamp(PreparedStatement statement, int position, Instant timestamp) throws SQLException {
        statement.setString(position, MICROSECONDS.format(timestamp));
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty() || !CurrentUnitOfWork.isStarted()) {
            super.appendEvents(events, serializer);
            return;
        }
        StoredTogether together = StoredTogether.with(CurrentUnitOfWork.get());
        // What changes an aggregate can't be overtaken: somebody else's event would have the same number.
        Map<String, Long> restsOn = new HashMap<>(together.remembered());
        events.forEach(event -> restsOn.remove(((DomainEventMessage<?>) event).getAggregateIdentifier()));
        if (Attempt.isHopeful()) {
            appendAtOnce(events, restsOn, together, serializer);
        } else {
            refuseIfOvertaken(restsOn);
            super.appendEvents(events, serializer);
        }
    }

    private void appendAtOnce(
            List<? extends EventMessage<?>> events,
            Map<String, Long> restsOn,
            StoredTogether together,
            Serializer serializer) {
        if (events.size() > MOST_AT_ONCE) {
            throw new Overtaken("%d events are too many for one statement".formatted(events.size()));
        }
        AppendStatement statement = AppendStatement.of(
                events.stream().map(event -> row(event, serializer)).toList(),
                restsOn,
                together.absent(),
                together.rows());
        try (Connection connection = dataSource.getConnection()) {
            if (!statement.execute(connection)) {
                throw new Overtaken("What was decided rests on something that has changed");
            }
        } catch (SQLException failure) {
            if (isOtherTransaction(failure)) {
                throw new Overtaken("Two transactions were in each other's way: " + failure.getMessage());
            }
            handlePersistenceException(failure, events.getFirst());
        }
        Attempt.haveStored();
    }

    /** Where PostgreSQL ends one of two that wait for each other, nothing of it is stored. */
    private static boolean isOtherTransaction(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.startsWith(ROLLED_BACK);
    }

    private static EventRow row(EventMessage<?> message, Serializer serializer) {
        DomainEventMessage<?> event = (DomainEventMessage<?>) message;
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metadata = event.serializeMetaData(serializer, byte[].class);
        return new EventRow(
                event.getIdentifier(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getType(),
                MICROSECONDS.format(event.getTimestamp()),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                metadata.getData());
    }

    private void refuseIfOvertaken(Map<String, Long> restsOn) {
        if (restsOn.isEmpty()) {
            return;
        }
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                    SELECT aggregate_identifier FROM command.domain_event_entry
                    JOIN unnest(?, ?) AS remembered (id, version) ON aggregate_identifier = id AND sequence_number > version
                    LIMIT 1\
                    """)) {
            statement.setObject(1, restsOn.keySet().toArray(String[]::new));
            statement.setObject(2, restsOn.values().toArray(Long[]::new));
            try (ResultSet changed = statement.executeQuery()) {
                if (changed.next()) {
                    throw new Overtaken("%s has been changed meanwhile".formatted(changed.getString(1)));
                }
            }
        } catch (SQLException failure) {
            throw new EventStoreException("Could not see whether what was decided rests on the latest", failure);
        }
    }

    /** Streams are short: there are no snapshots to look for. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    /** An aggregate's sequence has no gaps, so a batch that is not full is the last one. */
    @Override
    protected boolean fetchForAggregateUntilEmpty() {
        return false;
    }
}
