package io.customer360.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.customer360.events.customer.CustomerId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RelayIT {

    private static final RelayProperties PROPERTIES =
            new RelayProperties(50, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(200));

    private final List<Relay> relays = new ArrayList<>();
    private EventStoreTables tables;
    private JdbcClient jdbc;
    private Ledger ledger;
    private LedgerHead head;

    @BeforeEach
    void createTables() throws SQLException {
        tables = EventStoreTables.create();
        jdbc = JdbcClient.create(tables.dataSource());
        ledger = tables.ledger();
        head = new LedgerHead(ledger);
    }

    @AfterEach
    void stopRelays() {
        relays.forEach(Relay::stop);
        tables.close();
    }

    @Test
    void copiesWhatIsStoredByteForByte() throws SQLException {
        CustomerId customer = EventStoreTables.customer();
        String eventId = tables.correctName(customer, 7, "Łucja 曾国藩");
        startRelay();
        awaitPosition(1);

        LedgerEntry entry = ledger.findByEventId(eventId).orElseThrow();
        byte[] payload = jdbc.sql("select payload from command.domain_event_entry")
                .query(byte[].class)
                .single();
        byte[] metadata = jdbc.sql("select meta_data from command.domain_event_entry")
                .query(byte[].class)
                .single();
        assertThat(entry.position()).isEqualTo(1);
        assertThat(entry.customerId()).isEqualTo(customer);
        assertThat(entry.aggregateType()).isEqualTo("Customer");
        assertThat(entry.aggregateId()).isEqualTo(customer.toString());
        assertThat(entry.sequenceNumber()).isEqualTo(7);
        assertThat(entry.payloadType()).isEqualTo("io.customer360.events.CustomerEvent$CustomerNameCorrected");
        assertThat(entry.payloadRevision()).isEqualTo("1");
        assertThat(entry.recordedAt()).isEqualTo(Instant.parse("2026-03-04T05:06:07.123456Z"));
        assertThat(entry.payload()).isEqualTo(payload);
        assertThat(entry.metadata()).isEqualTo(metadata);
        assertThat(entry.leafHash()).hasSize(32).isEqualTo(LeafHash.of(entry));
    }

    @Test
    void neitherSkipsATransactionThatCommitsLateNorWaitsForIt() throws SQLException {
        startRelay();
        CustomerId slow = EventStoreTables.customer();
        try (Connection connection = tables.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            String late = EventStoreTables.correctName(connection, slow, 0, "slow");
            List<String> quick = storeEach(300);
            awaitPosition(300);
            assertThat(eventIdsInLedger()).isEqualTo(quick);
            assertThat(relays.getFirst().pending()).hasValue(0);
            connection.commit();

            awaitPosition(301);
            assertThat(eventIdsInLedger()).startsWith(quick.getFirst()).endsWith(late);
        }
    }

    @Test
    void keepsTheOrderOfAnObjectsEventsWhateverTheOrderOfTheirTransactions() throws SQLException {
        CustomerId customer = EventStoreTables.customer();
        List<String> stored = new ArrayList<>();
        try (Connection older = tables.dataSource().getConnection();
                Connection younger = tables.dataSource().getConnection()) {
            older.setAutoCommit(false);
            younger.setAutoCommit(false);
            getNumber(older);
            stored.add(EventStoreTables.correctName(younger, customer, 5, "by the younger transaction"));
            younger.commit();
            stored.add(EventStoreTables.correctName(older, customer, 6, "by the older one, which knew that"));
            older.commit();
        }
        startRelay();
        awaitPosition(2);
        assertThat(eventIdsInLedger()).isEqualTo(stored);
    }

    @Test
    void keepsThatOrderAlsoWhereItIsReadInBetween() throws SQLException {
        startRelay();
        CustomerId customer = EventStoreTables.customer();
        List<String> stored = new ArrayList<>();
        try (Connection older = tables.dataSource().getConnection();
                Connection younger = tables.dataSource().getConnection()) {
            older.setAutoCommit(false);
            younger.setAutoCommit(false);
            getNumber(older);
            stored.add(EventStoreTables.correctName(younger, customer, 5, "by the younger transaction"));
            younger.commit();
            awaitPosition(1);
            stored.add(EventStoreTables.correctName(older, customer, 6, "by the older one, which knew that"));
            older.commit();
        }
        awaitPosition(2);
        assertThat(eventIdsInLedger()).isEqualTo(stored);
    }

    @Test
    void goesOnInTheMiddleOfAWindowBeforeWhatWasCommittedSince() throws Exception {
        CustomerId slow = EventStoreTables.customer();
        var source = new PostgresEventSource(tables.dataSource());
        List<String> expected = new ArrayList<>();
        try (Connection connection = tables.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            expected.addAll(storeEach(60));
            // Its number is in the middle of the window, but it is not in it.
            String late = EventStoreTables.correctName(connection, slow, 0, "slow");
            expected.addAll(storeEach(60));
            appendOnce(source, 50);
            connection.commit();
            expected.add(late);
            expected.addAll(storeEach(5));
        }
        assertThat(pending(source)).hasValue(76);
        appendOnce(source, 1_000);
        assertThat(pending(source)).hasValue(6);
        startRelay();
        awaitPosition(126);
        assertThat(eventIdsInLedger()).isEqualTo(expected);
    }

    @Test
    void goesOnWhereTheLastOneEnded() throws SQLException {
        startRelay();
        storeEach(120);
        awaitPosition(120);
        relays.getFirst().stop();
        storeEach(130);
        startRelay();
        awaitPosition(250);
        assertEachOnceInOrder();
    }

    @Test
    void landsEachEventOnceAlthoughItsConnectionIsCutAgainAndAgain() throws SQLException {
        startRelay();
        for (int i = 0; i < 5; i++) {
            storeEach(200);
            cutTheRelaysConnections();
        }
        storeEach(200);
        awaitPosition(1_200);
        assertEachOnceInOrder();
        await().untilAsserted(
                        () -> assertThat(relays.getFirst().status().state()).isEqualTo(RelayStatus.State.RELAYING));
    }

    @Test
    void letsOneOfSeveralRelayAndAnotherTakeOver() throws SQLException {
        startRelay();
        await().until(() -> relays.getFirst().status().state() == RelayStatus.State.RELAYING);
        startRelay();
        await().until(() -> relays.getLast().status().state() == RelayStatus.State.STANDING_BY);
        storeEach(300);
        awaitPosition(300);

        relays.getFirst().stop();
        storeEach(300);
        awaitPosition(600);
        assertThat(relays.getLast().status().state()).isEqualTo(RelayStatus.State.RELAYING);
        assertEachOnceInOrder();
    }

    @Test
    void refusesToAppendWhereAnotherHasAppended() throws Exception {
        storeEach(3);
        var source = new PostgresEventSource(tables.dataSource());
        try (Connection one = tables.dataSource().getConnection();
                Connection two = tables.dataSource().getConnection();
                EventSource.Reader reader = source.openAfter(source.start())) {
            one.setAutoCommit(false);
            two.setAutoCommit(false);
            LedgerAppender first = LedgerAppender.resume(one, source);
            LedgerAppender second = LedgerAppender.resume(two, source);
            List<StoredEvent> events = reader.next(3);
            first.append(events);
            assertThatThrownBy(() -> second.append(events)).isInstanceOf(SQLException.class);
            two.rollback();
        }
        assertEachOnceInOrder();
    }

    @Test
    void reportsAFailureAndRecovers() throws SQLException {
        execute("alter table command.domain_event_entry rename to hidden");
        startRelay();
        await().until(() -> relays.getFirst().status().state() == RelayStatus.State.FAILING);
        assertThat(relays.getFirst().status().failure()).hasMessageContaining("domain_event_entry");

        execute("alter table command.hidden rename to domain_event_entry");
        storeEach(3);
        awaitPosition(3);
        assertThat(relays.getFirst().status().state()).isEqualTo(RelayStatus.State.RELAYING);
    }

    @Test
    void refusesAStoreThatCountsItsTransactionsAnew() throws SQLException {
        storeEach(1);
        startRelay();
        awaitPosition(1);
        relays.getFirst().stop();
        execute("update query.relay_cursor set source_seen = '999999999999:999999999999:'");
        startRelay();
        await().until(() -> relays.getLast().status().state() == RelayStatus.State.FAILING);
        assertThat(relays.getLast().status().failure()).hasMessageContaining("restored from a dump");
    }

    @Test
    void findsTheCustomerInThePayloadIfTheMetadataDoNotNameIt() throws SQLException {
        CustomerId customer = EventStoreTables.customer();
        tables.correctName(customer, 0, "x");
        execute("update command.domain_event_entry set meta_data = '{\"actor\":{\"customerId\":\"no\"}}'");
        startRelay();
        awaitPosition(1);
        assertThat(ledger.findByPosition(1).orElseThrow().customerId()).isEqualTo(customer);
    }

    @Test
    void relaysWhatCanNotBeRead() throws SQLException {
        tables.correctName(EventStoreTables.customer(), 0, "x");
        execute("update command.domain_event_entry set meta_data = '\\x00', payload = '{'");
        startRelay();
        awaitPosition(1);
        assertThat(ledger.findByPosition(1).orElseThrow().customerId()).isNull();
    }

    @Test
    void countsWhatIsStillToCome() throws SQLException {
        storeEach(5);
        assertThat(pending(new PostgresEventSource(tables.dataSource()))).hasValue(5);
    }

    @Test
    void theLedgerRefusesToBeChanged() throws SQLException {
        storeEach(2);
        startRelay();
        awaitPosition(2);
        assertThatThrownBy(() -> execute("update query.ledger set payload = '' where position = 1"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute("delete from query.ledger where position = 2"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute("truncate query.ledger")).hasMessageContaining("append-only");
        assertEachOnceInOrder();
    }

    @Test
    void findsThePositionOfAMoment() throws SQLException {
        storeEach(3);
        execute("update command.domain_event_entry set time_stamp = '2026-01-0' || global_index || 'T00:00:00Z'");
        assertThat(ledger.positionBefore(Instant.parse("2026-01-02T00:00:00Z"))).isZero();
        startRelay();
        awaitPosition(3);
        assertThat(ledger.positionBefore(Instant.parse("2025-12-31T00:00:00Z"))).isZero();
        assertThat(ledger.positionBefore(Instant.parse("2026-01-02T00:00:00Z"))).isEqualTo(1);
        assertThat(ledger.positionBefore(Instant.parse("2026-01-02T00:00:00.000001Z")))
                .isEqualTo(2);
        assertThat(ledger.positionBefore(Instant.parse("2026-02-01T00:00:00Z"))).isEqualTo(3);
    }

    /** A page is bounded by its bytes, too; each of these three events is of 9 MB. */
    @Test
    void readsNoMoreThanAFewHugeEntriesAtOnce() throws SQLException {
        storeEach(3);
        execute("update command.domain_event_entry set payload = convert_to(repeat('x', 9000000), 'UTF8')");
        startRelay();
        awaitPosition(3);
        assertThat(ledger.readAfter(0, 1_000)).extracting(LedgerEntry::position).containsExactly(1L, 2L);
        assertThat(ledger.readAfter(2, 1_000)).extracting(LedgerEntry::position).containsExactly(3L);
    }

    /** What a transaction gets when it writes anything: a reservation, say. */
    private static void getNumber(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
    }

    /** As a relay that ends after one page. */
    private void appendOnce(EventSource source, int limit) throws Exception {
        try (Connection connection = tables.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            LedgerAppender appender = LedgerAppender.resume(connection, source);
            try (EventSource.Reader reader = source.openAfter(appender.cursor())) {
                appender.append(reader.next(limit));
            }
        }
    }

    private OptionalLong pending(EventSource source) {
        return new Relay(tables.dataSource(), source, head, PROPERTIES, Clock.systemUTC()).pending();
    }

    private void startRelay() {
        var relay = new Relay(
                tables.dataSource(), new PostgresEventSource(tables.dataSource()), head, PROPERTIES, Clock.systemUTC());
        relays.add(relay);
        relay.start();
    }

    private List<String> storeEach(int count) throws SQLException {
        List<String> ids = new ArrayList<>();
        CustomerId customer = EventStoreTables.customer();
        try (Connection connection = tables.dataSource().getConnection()) {
            for (int i = 0; i < count; i++) {
                ids.add(EventStoreTables.correctName(connection, customer, i, "name " + i));
            }
        }
        return ids;
    }

    private void cutTheRelaysConnections() {
        jdbc.sql("""
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and pid in (select pid from pg_locks where locktype = 'advisory')\
            """).query(row -> {});
    }

    private void awaitPosition(long position) {
        await().atMost(Duration.ofSeconds(20)).until(() -> ledger.headPosition() >= position);
        assertThat(ledger.headPosition()).isEqualTo(position);
    }

    private List<String> eventIdsInLedger() {
        return jdbc.sql("select event_id from query.ledger order by position")
                .query(String.class)
                .list();
    }

    private void assertEachOnceInOrder() {
        List<String> stored = jdbc.sql("select event_identifier from command.domain_event_entry order by global_index")
                .query(String.class)
                .list();
        assertThat(eventIdsInLedger()).isEqualTo(stored);
        assertThat(jdbc.sql("select position from query.ledger order by position")
                        .query(Long.class)
                        .list())
                .isEqualTo(LongStream.rangeClosed(1, stored.size()).boxed().toList());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = tables.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
