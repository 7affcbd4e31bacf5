package io.customer360.query.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The event store on PostgreSQL, read in windows: one holds what a snapshot of the running transactions sees and the
 * one before did not, in the order of {@code global_index}.
 *
 * <p>A cause comes before its effect: whoever has seen an event stores the next one after that event's transaction
 * ended, so in the same window under a higher number, or in a later one. (The numbers of transactions would not do: a
 * transaction gets its own at its first write, long before it stores an event, perhaps.) An event that is committed
 * late is in the window that first sees it, so none is skipped, no gap has to be waited for, and an open transaction
 * holds back its own events only.
 */
class PostgresEventSource implements EventSource {

    /** What one read holds in memory at most, whatever the number of events. */
    private static final int MAX_BYTES = 16 << 20;

    private static final int FETCH_SIZE = 500;

    /** The snapshot that sees nothing: every transaction comes after it. */
    private static final String NOTHING = "1:1:";

    // What the earlier snapshot did not see is of the transactions that were running in it, or of later ones: two
    // ranges of the index (xid, global_index). A statement sees exactly what its own pg_current_snapshot() does.
    // "+ 0" keeps PostgreSQL from looking for the least number along the primary key, through all that was read.
    private static final String ARRIVED = """
        select pg_current_snapshot()::text, min(global_index + 0), max(global_index + 0)
        from (
            select global_index from command.domain_event_entry
            where xid = any (array(select pg_snapshot_xip(?::pg_snapshot)))
            union all
            select global_index from command.domain_event_entry
            where xid >= pg_snapshot_xmax(?::pg_snapshot)
              and xid < pg_snapshot_xmax(pg_current_snapshot())) arrived\
        """;

    /** The rest of a window that was interrupted. */
    private static final String REMAINING = """
        select min(global_index + 0), max(global_index + 0)
        from (
            select xid, global_index from command.domain_event_entry
            where xid = any (array(select pg_snapshot_xip(?::pg_snapshot)))
            union all
            select xid, global_index from command.domain_event_entry
            where xid >= pg_snapshot_xmax(?::pg_snapshot)
              and xid < pg_snapshot_xmax(pg_current_snapshot())) arrived
        where pg_visible_in_snapshot(xid, (select ?::pg_snapshot)) and global_index > ?\
        """;

    // Each snapshot is parsed once, not for each row, thanks to its "select". The order is that of the primary key,
    // so that a page of a window of millions costs no more than its own rows.
    private static final String PAGE = """
        select global_index, event_identifier, type, aggregate_identifier, sequence_number, payload_type,
               payload_revision, time_stamp, payload, meta_data
        from command.domain_event_entry
        where global_index between ? and ?
          and not pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
          and pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
        order by global_index
        limit ?\
        """;

    private static final String BACKLOG = """
        select count(*), min(global_index) from (
            select global_index from (
                select xid, global_index from command.domain_event_entry
                where xid = any (array(select pg_snapshot_xip(?::pg_snapshot)))
                union all
                select xid, global_index from command.domain_event_entry
                where xid >= pg_snapshot_xmax(?::pg_snapshot)
                  and xid < pg_snapshot_xmax(pg_current_snapshot())) arrived
            where not (pg_visible_in_snapshot(xid, (select ?::pg_snapshot)) and global_index <= ?)
            limit ?) waiting\
        """;

    // All that a reader asks is to be read along an index, whatever the statistics of a table that has just grown say:
    // by them, PostgreSQL would sort what is left of a window for each of its pages, or look through the whole table.
    // Nor are workers to be started for each look.
    private static final String BY_INDEX =
            "set enable_seqscan = off; set enable_bitmapscan = off; set max_parallel_workers_per_gather = 0";
    private static final String AS_BEFORE =
            "reset enable_seqscan; reset enable_bitmapscan; reset max_parallel_workers_per_gather";

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
        return RelayCursor.behind(NOTHING);
    }

    @Override
    public Reader openAfter(RelayCursor cursor) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            // A transaction that only reads gets no number, so it holds nobody back.
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            refuseStandby(connection);
            refuseForeignCursor(connection, cursor);
            execute(connection, BY_INDEX);
            return new PostgresReader(connection, cursor);
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** There, pg_current_snapshot() leaves out which transactions are running, so late ones would be skipped. */
    private static void refuseStandby(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_is_in_recovery()");
                ResultSet result = statement.executeQuery()) {
            result.next();
            if (result.getBoolean(1)) {
                throw new IllegalStateException(
                        "customer360.event-store.url is the address of a standby, which does not"
                                + " tell the relay what it needs. Give the address of the primary.");
            }
        }
    }

    /** A store that was moved to another PostgreSQL cluster counts its transactions anew, below those already read. */
    private static void refuseForeignCursor(Connection connection, RelayCursor cursor) throws SQLException {
        String latest = latestSnapshot(cursor);
        try (PreparedStatement statement = connection.prepareStatement(
                "select pg_snapshot_xmax(?::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())")) {
            statement.setString(1, latest);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                if (!result.getBoolean(1)) {
                    throw new IllegalStateException(
                            "The relay has read what the snapshot %s sees, but the event store has not come so far: it was"
                                            .formatted(latest)
                                    + " restored from a dump, or is another one. Advance its transaction counter"
                                    + " (pg_resetwal -x) beyond the second of these numbers before starting again.");
                }
            }
        }
        connection.commit();
    }

    private static String latestSnapshot(RelayCursor cursor) {
        return Objects.requireNonNullElseGet(cursor.window(), () -> seen(cursor));
    }

    private static String seen(RelayCursor cursor) {
        return Objects.requireNonNullElse(cursor.seen(), NOTHING);
    }

    /** What is committed and not read yet. */
    @Override
    public Backlog backlogAfter(RelayCursor cursor, int most) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(BACKLOG)) {
            statement.setString(1, seen(cursor));
            statement.setString(2, seen(cursor));
            statement.setString(3, latestSnapshot(cursor));
            statement.setLong(4, cursor.index());
            statement.setInt(5, most);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                long events = result.getLong(1);
                return events == 0 ? Backlog.NONE : new Backlog(events, recordedAt(connection, result.getLong(2)));
            }
        }
    }

    private static @Nullable Instant recordedAt(Connection connection, long globalIndex) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select time_stamp from command.domain_event_entry where global_index = ?")) {
            statement.setLong(1, globalIndex);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Instant.parse(row.getString(1)) : null;
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

    /**
     * What is left of a window.
     *
     * @param until the snapshot that sees its events
     * @param next the number to read on from
     * @param last the number of its last event
     */
    private record Window(String until, long next, long last) {}

    private static final class PostgresReader implements Reader {

        private final Connection connection;
        private final PreparedStatement arrived;
        private final PreparedStatement page;
        private String seen;
        private @Nullable Window window;

        PostgresReader(Connection connection, RelayCursor cursor) throws SQLException {
            this.connection = connection;
            this.arrived = connection.prepareStatement(ARRIVED);
            this.page = connection.prepareStatement(PAGE);
            this.seen = seen(cursor);
            page.setFetchSize(FETCH_SIZE);
            if (cursor.window() != null) {
                resume(cursor.window(), cursor.index());
            }
        }

        @Override
        public List<StoredEvent> next(int limit) throws SQLException {
            if (window == null) {
                openWindow();
            }
            List<StoredEvent> events = window == null ? List.of() : read(window, limit);
            connection.commit();
            return events;
        }

        private void openWindow() throws SQLException {
            arrived.setString(1, seen);
            arrived.setString(2, seen);
            try (ResultSet row = arrived.executeQuery()) {
                row.next();
                enter(row.getString(1), row.getLong(2), row.getLong(3));
            }
        }

        private void resume(String until, long index) throws SQLException {
            try (PreparedStatement remaining = connection.prepareStatement(REMAINING)) {
                remaining.setString(1, seen);
                remaining.setString(2, seen);
                remaining.setString(3, until);
                remaining.setLong(4, index);
                try (ResultSet row = remaining.executeQuery()) {
                    row.next();
                    enter(until, row.getLong(1), row.getLong(2));
                }
            }
            connection.commit();
        }

        /** An empty window, whose numbers are null and so read as 0, is behind us at once. */
        private void enter(String until, long first, long last) {
            if (last == 0) {
                leave(until);
            } else {
                window = new Window(until, first, last);
            }
        }

        private void leave(String until) {
            seen = until;
            window = null;
        }

        private List<StoredEvent> read(Window from, int limit) throws SQLException {
            page.setLong(1, from.next());
            page.setLong(2, from.last());
            page.setString(3, seen);
            page.setString(4, from.until());
            page.setInt(5, limit);
            List<StoredEvent> events = new ArrayList<>();
            long bytes = 0;
            long read = 0;
            try (ResultSet row = page.executeQuery()) {
                while (bytes < MAX_BYTES && row.next()) {
                    read = row.getLong(1);
                    StoredEvent event = event(row, read < from.last() ? within(from, read) : behind(from));
                    events.add(event);
                    bytes += event.payload().length + event.metadata().length;
                }
            }
            if (events.isEmpty() || read >= from.last()) {
                leave(from.until());
            } else {
                window = new Window(from.until(), read + 1, from.last());
            }
            return events;
        }

        private RelayCursor within(Window of, long index) {
            return new RelayCursor(seen, of.until(), index);
        }

        private static RelayCursor behind(Window of) {
            return RelayCursor.behind(of.until());
        }

        private static StoredEvent event(ResultSet row, RelayCursor at) throws SQLException {
            return new StoredEvent(
                    at,
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5),
                    row.getString(6),
                    row.getString(7),
                    Instant.parse(row.getString(8)).truncatedTo(ChronoUnit.MICROS),
                    row.getBytes(9),
                    Objects.requireNonNullElseGet(row.getBytes(10), () -> new byte[0]));
        }

        @Override
        public void close() throws SQLException {
            try (connection;
                    arrived;
                    page) {
                connection.rollback();
                connection.setAutoCommit(true);
                execute(connection, AS_BEFORE);
                connection.setReadOnly(false);
            }
        }
    }
}
