package io.customer360.command.platform.eventstore;

import io.customer360.command.platform.eventstore.StoredTogether.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores events, with the rows that belong to them, in one statement and so in one round trip: all of it, or nothing if
 * what they rest on has changed.
 */
final class AppendStatement {

    private static final String EVENT_COLUMNS =
            "event_identifier, aggregate_identifier, sequence_number, type, time_stamp, payload_type,"
                    + " payload_revision, payload, meta_data";
    private static final int EVENT_PARAMETERS = 9;

    private final StringBuilder sql = new StringBuilder(1024);
    private final List<@Nullable Object> parameters = new ArrayList<>();

    /** An event's columns, in the order of the table's. */
    record EventRow(
            String id,
            String aggregateId,
            long sequenceNumber,
            String type,
            String timestamp,
            String payloadType,
            @Nullable String payloadRevision,
            byte[] payload,
            byte[] metadata) {

        void addTo(BinaryCopy copy) throws SQLException {
            copy.row()
                    .text(id)
                    .text(aggregateId)
                    .number(sequenceNumber)
                    .text(type)
                    .text(timestamp)
                    .text(payloadType)
                    .text(payloadRevision)
                    .bytes(payload)
                    .bytes(metadata);
        }
    }

    private AppendStatement() {}

    /** For rows of events, many at once, in the transaction that is under way. */
    static BinaryCopy copyOfEvents(Connection connection) throws SQLException {
        return new BinaryCopy(connection, "command.domain_event_entry (%s)".formatted(EVENT_COLUMNS), EVENT_PARAMETERS);
    }

    static AppendStatement of(List<EventRow> events, Map<String, Long> restsOn, List<Row> absent, List<Row> rows) {
        AppendStatement statement = new AppendStatement();
        statement.sql.append("WITH unchanged AS (SELECT WHERE true");
        restsOn.forEach(statement::asAtVersion);
        absent.forEach(statement::without);
        statement.sql.append(')');
        for (int number = 0; number < rows.size(); number++) {
            statement.with(number, rows.get(number));
        }
        statement.events(events);
        return statement;
    }

    /** @return whether it is stored */
    boolean execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return statement.executeUpdate() > 0;
        }
    }

    /** Neither later, nor earlier: a memory may also be ahead of a store that has lost something. */
    private void asAtVersion(String aggregateId, long version) {
        sql.append(" AND (SELECT max(sequence_number) FROM command.domain_event_entry")
                .append(" WHERE aggregate_identifier = ?) = ?");
        parameters.add(aggregateId);
        parameters.add(version);
    }

    private void without(Row row) {
        sql.append(" AND NOT EXISTS (SELECT FROM ").append(row.table());
        String before = " WHERE ";
        for (String column : row.columns()) {
            sql.append(before).append(column).append(" = ?");
            before = " AND ";
        }
        sql.append(')');
        parameters.addAll(row.values());
    }

    private void with(int number, Row row) {
        sql.append(", row").append(number).append(" AS (INSERT INTO ").append(row.table());
        String before = " (";
        for (String column : row.columns()) {
            sql.append(before).append(column);
            before = ", ";
        }
        sql.append(") SELECT ").append(placeholders(row.columns().size())).append(" FROM unchanged)");
        parameters.addAll(row.values());
    }

    /** The order is that of the ledger: PostgreSQL numbers the rows as they come. */
    private void events(List<EventRow> events) {
        sql.append(" INSERT INTO command.domain_event_entry (")
                .append(EVENT_COLUMNS)
                .append(") SELECT");
        for (int column = 2; column <= EVENT_PARAMETERS + 1; column++) {
            sql.append(column == 2 ? " column" : ", column").append(column);
        }
        sql.append(" FROM unchanged, (VALUES ");
        for (int number = 0; number < events.size(); number++) {
            sql.append(number == 0 ? "(" : ", (").append(number).append(", ").append(placeholders(EVENT_PARAMETERS));
            sql.append(')');
            EventRow event = events.get(number);
            parameters.addAll(Arrays.asList(
                    event.id(),
                    event.aggregateId(),
                    event.sequenceNumber(),
                    event.type(),
                    event.timestamp(),
                    event.payloadType(),
                    event.payloadRevision(),
                    event.payload(),
                    event.metadata()));
        }
        sql.append(") AS event ORDER BY column1");
    }

    private static String placeholders(int count) {
        return "?" + ", ?".repeat(count - 1);
    }
}
