package io.customer360.query.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.customer360.embedded.TestServers;
import io.customer360.events.CustomerFact;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A database with the read side's tables and an event store of its own to read from. */
public final class EventStoreTables implements AutoCloseable {

    /** When all events are recorded. */
    public static final Instant RECORDED_AT = Instant.parse("2026-03-04T05:06:07.123456789Z");

    private final HikariDataSource dataSource;

    private EventStoreTables(HikariDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static EventStoreTables create() throws SQLException {
        return create(TestServers.freshDatabase());
    }

    public static EventStoreTables create(String url) throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(TestServers.postgres().username());
        config.setPassword(TestServers.postgres().password());
        config.setMaximumPoolSize(12);
        var dataSource = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("query")
                .locations("classpath:db/migration/query")
                .load()
                .migrate();
        createEventTable(dataSource);
        return new EventStoreTables(dataSource);
    }

    /** As the command side creates it. */
    static void createEventTable(HikariDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                create schema command;
                create table command.domain_event_entry (
                    global_index bigint generated always as identity primary key,
                    xid xid8 not null default pg_current_xact_id(),
                    event_identifier varchar(36) not null unique,
                    aggregate_identifier varchar(64) not null,
                    sequence_number bigint not null,
                    type varchar(64),
                    time_stamp varchar(35) not null,
                    payload_type varchar(255) not null,
                    payload_revision varchar(64),
                    payload bytea not null,
                    meta_data bytea not null,
                    unique (aggregate_identifier, sequence_number));
                create index domain_event_entry_order on command.domain_event_entry (xid, global_index)\
                """);
        }
    }

    Ledger ledger() {
        return new JdbcLedger(JdbcClient.create(dataSource()), dataSource(), new JdbcTransactionManager(dataSource()));
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    /** A customer's name was corrected, to a name by which the event can be told. */
    public String correctName(CustomerId customer, long version, String name) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return correctName(connection, customer, version, name);
        }
    }

    /** As above, in the transaction of the connection. */
    public static String correctName(Connection connection, CustomerId customer, long version, String name)
            throws SQLException {
        return store(
                connection,
                customer,
                version,
                "io.customer360.events.CustomerEvent$CustomerNameCorrected",
                """
                {"customerId":"%s","occurredAt":"2026-01-02T03:04:05Z","previousName":"x","name":"%s"}\
                """.formatted(customer, name));
    }

    /** Stores any event as Axon would. */
    public static String store(
            Connection connection, CustomerId customer, long version, String payloadType, String payload)
            throws SQLException {
        return store(connection, customer.toString(), customer, version, payloadType, payload);
    }

    private static String store(
            Connection connection,
            String aggregateId,
            CustomerId customer,
            long version,
            String payloadType,
            String payload)
            throws SQLException {
        String eventId = UUID.randomUUID().toString();
        try (PreparedStatement insert = connection.prepareStatement("""
            insert into command.domain_event_entry (event_identifier, aggregate_identifier, sequence_number, type,
                time_stamp, payload_type, payload_revision, payload, meta_data)
            values (?, ?, ?, 'Customer', '%s', ?, '1', ?, ?)\
            """.formatted(RECORDED_AT))) {
            insert.setString(1, eventId);
            insert.setString(2, aggregateId);
            insert.setLong(3, version);
            insert.setString(4, payloadType);
            insert.setBytes(5, payload.getBytes(StandardCharsets.UTF_8));
            insert.setBytes(
                    6,
                    "{\"actor\":\"ann\",\"customerId\":\"%s\"}"
                            .formatted(customer)
                            .getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
        return eventId;
    }

    /** Stores a fact, as the first event of an object of its own. */
    public String store(CustomerFact fact) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store(
                    connection,
                    UUID.randomUUID().toString(),
                    fact.customerId(),
                    0,
                    fact.getClass().getName(),
                    EventJson.mapper().writeValueAsString(fact));
        }
    }

    public static CustomerId customer() {
        return new CustomerId(UUID.randomUUID());
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
