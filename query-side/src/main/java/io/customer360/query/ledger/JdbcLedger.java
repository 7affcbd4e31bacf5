package io.customer360.query.ledger;

import io.customer360.events.customer.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
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
    private static final String PAGE = """
        select position, event_id, customer_id, aggregate_type, aggregate_id, sequence_number, payload_type,
               payload_revision, recorded_at, payload, metadata, leaf_hash
        from (
            select *, sum(octet_length(payload) + octet_length(metadata))
                          over (order by position rows between unbounded preceding and 1 preceding) as bytes_before
            from query.ledger where position > :position order by position limit :limit) page
        where coalesce(bytes_before, 0) < :bytes
        order by position\
        """;

    /** Entries that a scan hands on at once, and reads in one round trip. */
    private static final int STRETCH = 200;

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
        return jdbc.sql(PAGE)
                .param("position", position)
                .param("limit", limit)
                .param("bytes", PAGE_BYTES)
                .query(JdbcLedger::entry)
                .list();
    }

    @Override
    public List<LedgerEntry> readCustomerAfter(CustomerId customerId, long position, int limit) {
        return jdbc.sql(SELECT + " where customer_id = :customer and position > :position"
                        + " order by position limit :limit")
                .param("customer", customerId.value())
                .param("position", position)
                .param("limit", limit)
                .query(JdbcLedger::entry)
                .list();
    }

    @Override
    public void scanCustomers(UUID from, @Nullable UUID below, long upTo, Consumer<List<LedgerEntry>> stretches) {
        // A cursor is open only within a transaction.
        scanning.executeWithoutResult(status -> {
            jdbc.sql("set local work_mem = '64MB'").update();
            try (Stream<LedgerEntry> entries = JdbcClient.create(streaming)
                    .sql(SELECT + """
                         where customer_id >= :from and (cast(:below as uuid) is null or customer_id < :below)
                           and position <= :upTo
                        order by customer_id, position\
                        """)
                    .param("from", from)
                    .param("below", below, Types.OTHER)
                    .param("upTo", upTo)
                    .query(JdbcLedger::entry)
                    .stream()) {
                entries.gather(Gatherers.windowFixed(STRETCH)).forEach(stretches);
            }
        });
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
