package io.customer360.command.platform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
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

    /**
     * Classes of SQL states: wrong values, constraints, conflicts with other transactions, wrong statements, too much
     * of something.
     */
    private static final List<String> REFUSED = List.of("22", "23", "40", "42", "54");

    private static final String COMPLETION_UNKNOWN = "40003";

    /** More events than this are stored within a transaction, by {@code COPY}. */
    private static final int MOST_EVENTS_IN_STATEMENT = 20;

    private final TransactionManager transactions;
    private final DataSource dataSource;

    /** @param dataSource for what is stored outside of any transaction that is under way */
    PostgresEventStorage(Builder builder, TransactionManager transactions, DataSource dataSource) {
        super(builder);
        this.transactions = transactions;
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
        if (Attempt.isHopeful() && !events.isEmpty()) {
            appendAtOnce(events, StoredTogether.with(CurrentUnitOfWork.get()), serializer);
        } else if (events.size() > MOST_EVENTS_IN_STATEMENT) {
            transactions.executeInTransaction(() -> appendMany(events, serializer));
        } else {
            super.appendEvents(events, serializer);
        }
    }

    private void appendMany(List<? extends EventMessage<?>> events, Serializer serializer) {
        Connection connection = getConnection();
        try (BinaryCopy copy = EventRow.copy(connection)) {
            for (EventMessage<?> event : events) {
                row(event, serializer).addTo(copy);
            }
            copy.end();
        } catch (SQLException failure) {
            handlePersistenceException(failure, events.getFirst());
        } finally {
            JdbcUtils.closeQuietly(connection);
        }
    }

    private void appendAtOnce(List<? extends EventMessage<?>> events, StoredTogether together, Serializer serializer) {
        if (events.size() > MOST_EVENTS_IN_STATEMENT) {
            throw new Overtaken("%d events are too many for one statement".formatted(events.size()));
        }
        AppendStatement statement = AppendStatement.of(
                events.stream().map(event -> row(event, serializer)).toList(),
                versionsBefore(events, together),
                together.absent(),
                together.rows());
        try (Connection connection = dataSource.getConnection()) {
            if (!statement.execute(connection)) {
                throw new Overtaken("What was decided rests on something that has changed");
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException failure) {
            if (hasCertainlyStoredNothing(failure)) {
                throw new Overtaken("The statement was refused: " + failure.getMessage());
            }
            handlePersistenceException(failure, events.getFirst());
        }
        Attempt.haveStored();
    }

    /** The versions that the store has to have: of what is changed, the one before the first change. */
    private static Map<String, Long> versionsBefore(List<? extends EventMessage<?>> events, StoredTogether together) {
        Map<String, Long> versions = new HashMap<>(together.remembered());
        for (EventMessage<?> event : events.reversed()) {
            DomainEventMessage<?> change = (DomainEventMessage<?>) event;
            versions.put(change.getAggregateIdentifier(), change.getSequenceNumber() - 1);
        }
        versions.values().removeIf(version -> version < 0);
        return versions;
    }

    /** Whether PostgreSQL says that it has refused the statement, rather than that it could not go on with it. */
    private static boolean hasCertainlyStoredNothing(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && !state.equals(COMPLETION_UNKNOWN)
                && REFUSED.stream().anyMatch(state::startsWith);
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
