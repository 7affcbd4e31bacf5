package io.customer360.command.platform.eventstore;

import io.customer360.command.platform.eventstore.StoredTogether.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores events, with the rows that belong to them, in one statement and so in one round trip: all of it, or nothing if
 * what they rest on has changed.
 */
final class AppendStatement {

    private final StringBuilder sql = new StringBuilder(1024);
    private final List<@Nullable Object> parameters = new ArrayList<>();

    private AppendStatement() {}

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

    /** Whether it was stored. */
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
                .append(EventRow.COLUMNS)
                .append(") SELECT");
        for (int column = 2; column <= EventRow.COLUMN_COUNT + 1; column++) {
            sql.append(column == 2 ? " column" : ", column").append(column);
        }
        sql.append(" FROM unchanged, (VALUES ");
        for (int number = 0; number < events.size(); number++) {
            sql.append(number == 0 ? "(" : ", (")
                    .append(number)
                    .append(", ")
                    .append(placeholders(EventRow.COLUMN_COUNT))
                    .append(')');
            parameters.addAll(events.get(number).values());
        }
        sql.append(") AS event ORDER BY column1");
    }

    private static String placeholders(int count) {
        return "?" + ", ?".repeat(count - 1);
    }
}
