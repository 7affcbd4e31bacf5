package io.customer360.query.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The event store on PostgreSQL, read by {@code (xid, global_index)} and only below the oldest transaction that is
 * still open, so that a transaction that commits late is never skipped, and no gap has to be waited for.
 *
 * <p>The price: any long transaction that writes, in any database of the same PostgreSQL cluster, holds the relay back
 * until it ends. Nothing is lost by that; the lag shows it.
 */
class PostgresEventSource implements EventSource {

    /** What one read holds in memory at most, whatever the number of events. */
    private static final int MAX_BYTES = 16 << 20;

    private static final int FETCH_SIZE = 500;

    // The number as text needs a name of its own: "order by xid" would mean the result's column of that name.
    private static final String NEXT = """
        select stored.xid::text as xid_text, global_index, event_identifier, type, aggregate_identifier,
               sequence_number, payload_type, payload_revision, time_stamp, payload, meta_data
        from command.domain_event_entry stored
        where (stored.xid, global_index) > (?::xid8, ?) and stored.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by stored.xid, global_index
        limit ?\
        """;

    private final DataSource dataSource;

    PostgresEventSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public RelayCursor start() {
        return new RelayCursor("0", 0);
    }

    @Override
    public Reader openAfter(RelayCursor cursor) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            // A transaction that only reads gets no number, so it holds nobody back.
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            refuseForeignCursor(connection, cursor);
            return new PostgresReader(connection, cursor);
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** A store that was moved to another PostgreSQL cluster counts its transactions anew, below those already read. */
    private static void refuseForeignCursor(Connection connection, RelayCursor cursor) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select ?::xid8 < pg_snapshot_xmax(pg_current_snapshot())")) {
            statement.setString(1, cursor.xid());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                if (!result.getBoolean(1)) {
                    throw new IllegalStateException(
                            "The relay has read up to transaction %s, but the event store has not come so far: it was"
                                            .formatted(cursor.xid())
                                    + " restored from a dump, or is another one. Advance its transaction counter"
                                    + " (pg_resetwal -x) beyond that number before starting again.");
                }
            }
        }
        connection.commit();
    }

    @Override
    public long countAfter(RelayCursor cursor, int most) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                    select count(*) from (
                        select 1 from command.domain_event_entry
                        where (xid, global_index) > (?::xid8, ?) limit ?) waiting\
                    """)) {
            statement.setString(1, cursor.xid());
            statement.setLong(2, cursor.index());
            statement.setInt(3, most);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    @Override
    public boolean mayHold(String eventId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select 1 from command.domain_event_entry where event_identifier = ?")) {
            statement.setString(1, eventId);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    private static final class PostgresReader implements Reader {

        private final Connection connection;
        private final PreparedStatement statement;
        private RelayCursor cursor;

        PostgresReader(Connection connection, RelayCursor cursor) throws SQLException {
            this.connection = connection;
            this.statement = connection.prepareStatement(NEXT);
            this.cursor = cursor;
            statement.setFetchSize(FETCH_SIZE);
        }

        @Override
        public List<StoredEvent> next(int limit) throws SQLException {
            statement.setString(1, cursor.xid());
            statement.setLong(2, cursor.index());
            statement.setInt(3, limit);
            List<StoredEvent> events = new ArrayList<>();
            long bytes = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (bytes < MAX_BYTES && row.next()) {
                    StoredEvent event = event(row);
                    events.add(event);
                    bytes += event.payload().length + event.metadata().length;
                }
            }
            connection.commit();
            if (!events.isEmpty()) {
                cursor = events.getLast().at();
            }
            return events;
        }

        private static StoredEvent event(ResultSet row) throws SQLException {
            return new StoredEvent(
                    new RelayCursor(row.getString(1), row.getLong(2)),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getLong(6),
                    row.getString(7),
                    row.getString(8),
                    Instant.parse(row.getString(9)).truncatedTo(ChronoUnit.MICROS),
                    row.getBytes(10),
                    Objects.requireNonNullElseGet(row.getBytes(11), () -> new byte[0]));
        }

        @Override
        public void close() throws SQLException {
            try (connection;
                    statement) {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
            }
        }
    }
}
