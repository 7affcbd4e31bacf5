package io.customer360.query.ledger;

import io.customer360.platform.background.BackgroundThread;
import io.customer360.platform.background.Backoff;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Copies every event from the event store to the ledger, byte for byte, exactly once.
 *
 * <p>Of all nodes, the one whose connection holds an advisory lock relays. It appends on that very connection: if the
 * connection is lost, so is the right to append, and another node takes over.
 */
public class Relay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** Any number that nothing else in the database locks: "c360" and "ledg" in ASCII. */
    private static final long LOCK = 0x63333630_6c656467L;

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration CONNECTION_CHECK = Duration.ofSeconds(1);
    private static final int MOST_COUNTED = 1_000_000;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final DataSource ledgerData;
    private final EventSource source;
    private final LedgerHead head;
    private final RelayProperties properties;
    private final Clock clock;
    private final AtomicLong appended = new AtomicLong();

    private volatile RelayStatus status;
    private final BackgroundThread thread = new BackgroundThread("relay", this::run);

    Relay(DataSource ledgerData, EventSource source, LedgerHead head, RelayProperties properties, Clock clock) {
        this.ledgerData = ledgerData;
        this.source = source;
        this.head = head;
        this.properties = properties;
        this.clock = clock;
        this.status = new RelayStatus(RelayStatus.State.STOPPED, clock.instant(), 0, null);
    }

    /** What the relay of this process is doing. */
    public RelayStatus status() {
        return status;
    }

    /** How many events are committed in the event store and not in the ledger; empty if the store can't be asked. */
    public OptionalLong pending() {
        return backlog().map(backlog -> OptionalLong.of(backlog.events())).orElseGet(OptionalLong::empty);
    }

    /**
     * What is committed in the event store and not in the ledger, whichever node relays; empty if it can't be asked.
     */
    public Optional<Backlog> backlog() {
        try {
            return Optional.of(source.backlogAfter(storedCursor(), MOST_COUNTED));
        } catch (Exception unavailable) {
            LOG.debug("The event store can't be asked for its lead", unavailable);
            return Optional.empty();
        }
    }

    /** How many events this process has appended to the ledger. */
    public long appended() {
        return appended.get();
    }

    /** Whether an event that the ledger does not have may still arrive. */
    public boolean mayArrive(String eventId) {
        try {
            return source.mayHold(eventId);
        } catch (Exception unavailable) {
            LOG.debug("The event store can't be asked for event {}", eventId, unavailable);
            return true;
        }
    }

    private RelayCursor storedCursor() throws SQLException {
        try (Connection connection = ledgerData.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select source_seen::text, source_window::text, source_index"
                                + " from query.relay_cursor where source = ?")) {
            select.setString(1, source.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new RelayCursor(row.getString(1), row.getString(2), row.getLong(3))
                        : source.start();
            }
        }
    }

    private void run(BackgroundThread.Turn turn) throws InterruptedException {
        Backoff backoff = new Backoff(FIRST_BACKOFF, properties.maxBackoff());
        try {
            while (!turn.isOver()) {
                long positionBefore = status.position();
                try {
                    relayIfElected(turn);
                    backoff.reset();
                    turn.pause(properties.electionInterval());
                } catch (InterruptedException stopped) {
                    throw stopped;
                } catch (Exception failure) {
                    enter(RelayStatus.State.FAILING, status.position(), failure);
                    if (status.position() > positionBefore) {
                        backoff.reset();
                    }
                    turn.pause(backoff.pause());
                }
            }
        } finally {
            enter(RelayStatus.State.STOPPED, status.position(), null);
        }
    }

    private void relayIfElected(BackgroundThread.Turn turn) throws Exception {
        try (Connection connection = ledgerData.getConnection()) {
            connection.setAutoCommit(false);
            if (!tryLock(connection)) {
                connection.setAutoCommit(true);
                enter(RelayStatus.State.STANDING_BY, head.position(), null);
                return;
            }
            try {
                relay(connection, turn);
            } finally {
                head.toldByRelay(false);
                giveBack(connection);
            }
        }
    }

    private void relay(Connection connection, BackgroundThread.Turn turn) throws Exception {
        LedgerAppender appender = LedgerAppender.resume(connection, source);
        head.advancedTo(appender.position());
        try (EventSource.Reader reader = source.openAfter(appender.cursor())) {
            boolean told = false;
            long checked = System.nanoTime();
            while (!turn.isOver()) {
                List<StoredEvent> events = reader.next(properties.batchSize());
                if (!told) {
                    // Not before the first answer: a store that is down would make it look like a new failure each
                    // time.
                    enter(RelayStatus.State.RELAYING, appender.position(), null);
                    head.toldByRelay(true);
                    told = true;
                }
                if (!events.isEmpty()) {
                    append(appender, events);
                } else {
                    if (System.nanoTime() - checked > CONNECTION_CHECK.toNanos()) {
                        checkLock(connection);
                        checked = System.nanoTime();
                    }
                    turn.pause(properties.pollInterval());
                }
            }
        }
    }

    private void append(LedgerAppender appender, List<StoredEvent> events) throws SQLException, IOException {
        appender.append(events);
        appended.addAndGet(events.size());
        status = new RelayStatus(RelayStatus.State.RELAYING, status.since(), appender.position(), null);
        head.advancedTo(appender.position());
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                boolean locked = result.getBoolean(1);
                connection.commit();
                return locked;
            }
        }
    }

    /** Fails if the connection is gone, and the lock with it. */
    private static void checkLock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1")) {
            statement.execute();
            connection.commit();
        }
    }

    /** The lock belongs to the session, which a pool keeps: it has to be given back, or the session ended. */
    private static void giveBack(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_advisory_unlock(?)")) {
            connection.rollback();
            statement.setLong(1, LOCK);
            statement.execute();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            LOG.debug("The relay's connection is lost, and with it the lock", lost);
            connection.abort(Runnable::run);
        }
    }

    /** Reports a change of state, once. */
    private void enter(RelayStatus.State state, long position, @Nullable Exception failure) {
        RelayStatus before = status;
        if (before.state() == state && Objects.equals(said(before.failure()), said(failure))) {
            status = new RelayStatus(state, before.since(), position, failure);
            return;
        }
        status = new RelayStatus(state, clock.instant(), position, failure);
        switch (state) {
            case RELAYING -> LOG.info("Relaying from {} to the ledger, from position {}", source.name(), position);
            case STANDING_BY -> LOG.info("Another node relays to the ledger; standing by");
            case FAILING -> LOG.warn("The relay failed and tries again until it works", failure);
            case STOPPED -> LOG.info("The relay stopped at position {}", position);
        }
    }

    private static @Nullable String said(@Nullable Exception failure) {
        return failure == null ? null : failure.toString();
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        if (!thread.stop(STOP_TIMEOUT)) {
            LOG.warn("The relay is still busy; its last append may or may not be stored");
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    @Override
    public int getPhase() {
        return LedgerPhases.RELAY;
    }
}
