package io.customer360.query.ledger;

import io.customer360.events.customer.CustomerId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class JdbcLedger implements Ledger {

    private static final String SELECT = "select position, event_id, customer_id, aggregate_type, aggregate_id,"
            + " sequence_number, payload_type, payload_revision, recorded_at, payload, metadata, leaf_hash"
            + " from query.ledger";

    /** A page ends with the entry that reaches this size. */
    private static final int PAGE_BYTES = 16 << 20;

    // The lengths are known without reading what is stored out of line.
    private static final String PAGE_WHERE = """
        select position, event_id, customer_id, aggregate_type, aggregate_id, sequence_number, payload_type,
               payload_revision, recorded_at, payload, metadata, leaf_hash
        from (
            select *, sum(octet_length(payload) + octet_length(metadata))
                          over (order by position rows between unbounded preceding and 1 preceding) as bytes_before
            from query.ledger where %s order by position limit :limit) page
        where coalesce(bytes_before, 0) < :bytes
        order by position\
        """;

    private static final String PAGE = PAGE_WHERE.formatted("position > :position");
    private static final String PAGE_OF_CUSTOMER =
            PAGE_WHERE.formatted("customer_id = :customer and position > :position");

    private static final String PAGE_OF_NOBODY =
            PAGE_WHERE.formatted("customer_id is null and position > :position and starts_with(payload_type, :types)");

    /** Entries that a scan hands on at once, and reads in one round trip. */
    private static final int STRETCH = 500;

    /** A stretch ends with the entry that reaches this size. */
    private static final int STRETCH_BYTES = 4 << 20;

    /** Larger ones are read one by one, so that a round trip is bounded too. */
    private static final int READ_ALONG = 16 << 10;

    private static final String SCAN = """
        select position, event_id, customer_id, aggregate_type, aggregate_id, sequence_number, payload_type,
               payload_revision, recorded_at, case when octet_length(payload) <= %d then payload end, metadata, leaf_hash
        from query.ledger
        where customer_id >= ? and (cast(? as uuid) is null or customer_id < ?) and position <= ?
        order by customer_id, position\
        """.formatted(READ_ALONG);

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;
    private final TransactionTemplate scanning;

    JdbcLedger(JdbcClient jdbc, DataSource dataSource, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(dataSource);
        this.streaming.setFetchSize(STRETCH);
        this.scanning = new TransactionTemplate(transactions);
        this.scanning.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.scanning.setReadOnly(true);
    }

    @Override
    public long headPosition() {
        return jdbc.sql("select coalesce(max(position), 0) from query.ledger")
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<LedgerEntry> findByEventId(String eventId) {
        return jdbc.sql(SELECT + " where event_id = :eventId")
                .param("eventId", eventId)
                .query(JdbcLedger::entry)
                .optional();
    }

    @Override
    public Optional<LedgerEntry> findByPosition(long position) {
        return jdbc.sql(SELECT + " where position = :position")
                .param("position", position)
                .query(JdbcLedger::entry)
                .optional();
    }

    @Override
    public Optional<Instant> recordedAt(long position) {
        return jdbc.sql("select recorded_at from query.ledger where position = :position")
                .param("position", position)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    @Override
    public List<LedgerEntry> readAfter(long position, int limit) {
        return page(jdbc.sql(PAGE), position, limit);
    }

    @Override
    public List<LedgerEntry> readCustomerAfter(CustomerId customerId, long position, int limit) {
        return page(jdbc.sql(PAGE_OF_CUSTOMER).param("customer", customerId.value()), position, limit);
    }

    @Override
    public List<LedgerEntry> readNobodysAfter(long position, String payloadTypes, int limit) {
        return page(jdbc.sql(PAGE_OF_NOBODY).param("types", payloadTypes), position, limit);
    }

    private static List<LedgerEntry> page(JdbcClient.StatementSpec page, long position, int limit) {
        return page.param("position", position)
                .param("limit", limit)
                .param("bytes", PAGE_BYTES)
                .query(JdbcLedger::entry)
                .list();
    }

    @Override
    public void scanCustomers(
            Scan scan, UUID from, @Nullable UUID below, long upTo, Consumer<List<LedgerEntry>> stretches) {
        // A cursor is open only within a transaction.
        scanning.executeWithoutResult(status -> {
            jdbc.sql("set local work_mem = '64MB'").update();
            try (Stream<LedgerEntry> entries = streaming.queryForStream(
                    connection -> {
                        PreparedStatement statement = connection.prepareStatement(SCAN);
                        statement.setObject(1, from);
                        statement.setObject(2, below, Types.OTHER);
                        statement.setObject(3, below, Types.OTHER);
                        statement.setLong(4, upTo);
                        scan.begins(statement);
                        return statement;
                    },
                    this::wholeEntry)) {
                handOn(entries.iterator(), stretches);
            } finally {
                scan.ended();
            }
        });
    }

    private static void handOn(Iterator<LedgerEntry> entries, Consumer<List<LedgerEntry>> stretches) {
        List<LedgerEntry> stretch = new ArrayList<>();
        long bytes = 0;
        while (entries.hasNext()) {
            LedgerEntry entry = entries.next();
            stretch.add(entry);
            bytes += entry.size();
            if (stretch.size() == STRETCH || bytes >= STRETCH_BYTES || !entries.hasNext()) {
                stretches.accept(List.copyOf(stretch));
                stretch.clear();
                bytes = 0;
            }
        }
    }

    private LedgerEntry wholeEntry(ResultSet row, int number) throws SQLException {
        return row.getBytes(10) == null ? findByPosition(row.getLong(1)).orElseThrow() : entry(row, number);
    }

    @Override
    public long positionBefore(Instant recordedAt) {
        return jdbc.sql("""
            select coalesce(
                (select min(position) - 1 from query.ledger where recorded_at >= :recordedAt),
                (select max(position) from query.ledger),
                0)\
            """)
                .param("recordedAt", Timestamp.from(recordedAt))
                .query(Long.class)
                .single();
    }

    private static LedgerEntry entry(ResultSet row, int number) throws SQLException {
        UUID customerId = row.getObject(3, UUID.class);
        return new LedgerEntry(
                row.getLong(1),
                row.getString(2),
                customerId == null ? null : new CustomerId(customerId),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                row.getTimestamp(9).toInstant(),
                row.getBytes(10),
                row.getBytes(11),
                row.getBytes(12));
    }
}
