package io.customer360.benchmarks.seeding;

import io.customer360.command.platform.eventstore.BinaryCopy;
import io.customer360.command.platform.eventstore.EventRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the tables of the write side by {@code COPY}, some ten thousand customers in each transaction, and remembers in
 * the same transaction how far it has come: a database that was filled once is not filled again.
 */
public final class Seeding {

    private static final Logger LOG = LoggerFactory.getLogger(Seeding.class);

    private static final String TABLE = """
        create schema if not exists benchmark;
        create table if not exists benchmark.seeded (
            seed      bigint not null,
            customers bigint not null,
            events    bigint not null,
            in_views  bigint not null default 0,
            primary key (seed)
        )\
        """;
    private static final String REFERENCES =
            "command.external_reference (kind, source, reference, aggregate_id, reserved_by, confirmed)";
    private static final String REACHABLE =
            "command.reachable_at (kind, value, customer_id, reserved_by, duplicate_meant, confirmed)";
    private static final int CUSTOMERS_AT_ONCE = 20_000;
    private static final int INTERACTIONS_AT_ONCE = 100_000;

    private final Connection connection;
    private final Serializer serializer;
    private final long seed;
    private final SeededCompany company;

    /** @param connection given over with {@code autoCommit} on */
    public Seeding(Connection connection, Serializer serializer, long seed) throws SQLException {
        this.connection = connection;
        this.serializer = serializer;
        this.seed = seed;
        this.company = new SeededCompany(seed);
        try (Statement create = connection.createStatement()) {
            create.execute(TABLE);
        }
    }

    /**
     * How many of the company's ordinary customers there are.
     *
     * @throws IllegalStateException if there are others
     */
    public long customers() throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select seed, customers from benchmark.seeded")) {
            if (!row.next()) {
                return 0;
            }
            if (row.getLong(1) != seed) {
                throw new IllegalStateException(
                        "The data directory holds customers of the seed %d. Name another directory, or that seed."
                                .formatted(row.getLong(1)));
            }
            return row.getLong(2);
        }
    }

    /** Whether all of it has been marked as being in the views. */
    public boolean seen() throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select from benchmark.seeded where in_views = events")) {
            return row.next();
        }
    }

    /** Marks what there is as being in the views. */
    public void markSeen() throws SQLException {
        try (Statement update = connection.createStatement()) {
            update.executeUpdate("update benchmark.seeded set in_views = events");
        }
    }

    /** Adds ordinary customers until there are so many. */
    public void fillUpTo(long customers) throws SQLException, InterruptedException {
        store(LongStream.iterate(customers(), next -> next < customers, next -> next + CUSTOMERS_AT_ONCE)
                .mapToObj(first -> {
                    long end = Math.min(customers, first + CUSTOMERS_AT_ONCE);
                    return new Chunk(
                            first, end - first, LongStream.range(first, end).mapToObj(company::customer));
                })
                .toList());
    }

    /** Adds customers with so many interactions each, beside the ordinary ones. */
    public void addCustomersWith(int interactions, int count) throws SQLException, InterruptedException {
        int atOnce = Math.max(1, INTERACTIONS_AT_ONCE / interactions);
        store(IntStream.iterate(0, next -> next < count, next -> next + atOnce)
                .mapToObj(first -> new Chunk(
                        interactions * -1_000_000L - first,
                        0,
                        IntStream.range(first, Math.min(count, first + atOnce))
                                .mapToObj(number -> company.customerWith(interactions, number))))
                .toList());
    }

    /**
     * What goes in at once.
     *
     * @param number another one for each
     * @param ordinary how many of the customers are ordinary ones
     */
    private record Chunk(long number, long ordinary, Stream<SeededCompany.History> histories) {}

    /** Makes the rows of one chunk while PostgreSQL takes those of the one before. */
    private void store(List<Chunk> chunks) throws SQLException, InterruptedException {
        if (chunks.isEmpty()) {
            return;
        }
        SeededRows rows = new SeededRows(serializer, seededEvents());
        try (ExecutorService maker = Executors.newSingleThreadExecutor()) {
            Future<SeededRows.Rows> next = maker.submit(() -> rows(chunks.getFirst(), rows));
            for (int i = 0; i < chunks.size(); i++) {
                SeededRows.Rows made = next.get();
                if (i + 1 < chunks.size()) {
                    Chunk following = chunks.get(i + 1);
                    next = maker.submit(() -> rows(following, rows));
                }
                store(made, chunks.get(i).ordinary());
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The rows can't be made", failure.getCause());
        }
    }

    private SeededRows.Rows rows(Chunk chunk, SeededRows rows) {
        return rows.of(chunk.histories().toList(), seed ^ chunk.number() << 20);
    }

    private void store(SeededRows.Rows rows, long customers) throws SQLException {
        long begin = System.nanoTime();
        connection.setAutoCommit(false);
        try {
            copy(rows);
            remember(customers, rows.events().size());
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
        LOG.info(
                "Seeded {} events, {} a second",
                rows.events().size(),
                Math.round(rows.events().size() * 1e9 / (System.nanoTime() - begin)));
    }

    private void copy(SeededRows.Rows rows) throws SQLException {
        try (BinaryCopy copy = EventRow.copy(connection)) {
            for (EventRow row : rows.events()) {
                row.addTo(copy);
            }
            copy.end();
        }
        try (BinaryCopy copy = new BinaryCopy(connection, REFERENCES, 6)) {
            for (SeededRows.Reference row : rows.references()) {
                copy.row()
                        .text(row.kind())
                        .text(row.source())
                        .text(row.reference())
                        .text(row.aggregateId())
                        .text(row.commandId())
                        .truth(true);
            }
            copy.end();
        }
        try (BinaryCopy copy = new BinaryCopy(connection, REACHABLE, 6)) {
            for (SeededRows.Reachable row : rows.reachableAt()) {
                copy.row()
                        .text(row.kind())
                        .text(row.value())
                        .text(row.customerId())
                        .text(row.commandId())
                        .truth(false)
                        .truth(true);
            }
            copy.end();
        }
    }

    private void remember(long customers, long events) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement("""
            insert into benchmark.seeded (seed, customers, events) values (?, ?, ?)
            on conflict (seed) do update
            set customers = seeded.customers + excluded.customers, events = seeded.events + excluded.events\
            """)) {
            add.setLong(1, seed);
            add.setLong(2, customers);
            add.setLong(3, events);
            add.executeUpdate();
        }
    }

    /** How many events were stored by seeding. */
    private long seededEvents() throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select coalesce(sum(events), 0) from benchmark.seeded")) {
            row.next();
            return row.getLong(1);
        }
    }
}
