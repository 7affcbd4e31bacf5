package io.customer360.query.rebuild;

import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.LedgerMessageSource;
import io.customer360.query.platform.Reason;
import io.customer360.query.platform.ViewRebuilding;
import io.customer360.query.platform.elasticsearch.IndexVersions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the rebuild that is under way, on one node of all: the one whose connection holds an advisory lock. If that node
 * ends, another one, or the same when it is back, goes on with it.
 */
@Component
class RebuildRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRunner.class);

    /** "c360" and "rbld" in ASCII. */
    private static final long LOCK = 0x63333630_72626c64L;

    private static final int ANSWER_SECONDS = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Rebuilds rebuilds;
    private final ViewRebuilding rebuilding;
    private final IndexVersions versions;
    private final Ledger ledger;
    private final LedgerMessageSource source;
    private final Sampling sampling;
    private final TransactionTemplate committedAtOnce;
    private final DataSource dataSource;
    private final RebuildProperties properties;
    private final Clock clock;
    private final LongAdder factsOfSlices = new LongAdder();

    private volatile boolean running;
    private volatile CountDownLatch stopSignal = new CountDownLatch(1);
    private Thread thread = new Thread();

    RebuildRunner(
            Rebuilds rebuilds,
            ViewRebuilding rebuilding,
            IndexVersions versions,
            Ledger ledger,
            LedgerMessageSource source,
            Sampling sampling,
            PlatformTransactionManager transactions,
            DataSource dataSource,
            RebuildProperties properties,
            Clock clock) {
        this.rebuilds = rebuilds;
        this.rebuilding = rebuilding;
        this.versions = versions;
        this.ledger = ledger;
        this.source = source;
        this.sampling = sampling;
        this.committedAtOnce = new TransactionTemplate(transactions);
        this.committedAtOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.dataSource = dataSource;
        this.properties = properties;
        this.clock = clock;
    }

    /** Facts of slices that this node is folding; they count when their slices are done. */
    long factsUnderWay() {
        return factsOfSlices.sum();
    }

    private void watch() {
        Duration pause = properties.lookEvery();
        while (running) {
            try {
                runOneIfThereIs();
                pause = properties.lookEvery();
            } catch (CancellationException ending) {
                LOG.info("{}", ending.getMessage());
            } catch (InterruptedException ending) {
                return;
            } catch (Exception hindrance) {
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                LOG.warn("The rebuild can't go on for now; trying again in {} s", pause.toSeconds(), hindrance);
                tell(hindrance);
            }
            rest(pause);
        }
    }

    private void tell(Exception hindrance) {
        try {
            rebuilds.running().ifPresent(rebuild -> rebuilds.hindered(rebuild.id(), Reason.of(hindrance)));
        } catch (RuntimeException databaseIsAway) {
            LOG.debug("Nor can it be told", databaseIsAway);
        }
    }

    private void runOneIfThereIs() throws SQLException, InterruptedException {
        if (rebuilds.running().isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            if (ask(connection, "select pg_try_advisory_lock(?)")) {
                try {
                    Optional<Rebuild> rebuild = rebuilds.running();
                    if (rebuild.isPresent()) {
                        run(rebuild.get(), connection);
                    }
                } finally {
                    ask(connection, "select pg_advisory_unlock(?)");
                }
            }
        }
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setLong(1, LOCK);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private void run(Rebuild rebuild, Connection owner) throws InterruptedException {
        LOG.info(
                "{} of the views {} at {}, up to position {}",
                rebuild.kind() == RebuildKind.REBUILD ? "A rebuild" : "A reversal",
                rebuild.phase() == RebuildPhase.PREPARING ? "begins" : "goes on",
                rebuild.phase(),
                rebuild.position());
        RebuildRun run = new RebuildRun(
                rebuild,
                rebuilds,
                rebuilding,
                versions,
                ledger,
                source,
                sampling,
                committedAtOnce,
                properties,
                () -> !running || isLost(owner),
                factsOfSlices);
        long begin = System.nanoTime();
        try {
            rebuilds.hindered(rebuild.id(), null);
            run.toEnd();
            end(rebuild, RebuildState.DONE, null);
        } catch (RebuildRun.Cancelled cancelled) {
            run.discard();
            end(rebuild, RebuildState.CANCELLED, null);
        } catch (GivenUp failed) {
            run.discard();
            end(rebuild, RebuildState.FAILED, failed.getMessage());
        } finally {
            rebuilds.busy(rebuild.id(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        }
    }

    /** With the connection the lock is lost, and another node may have taken over. */
    private static boolean isLost(Connection owner) {
        try {
            return !owner.isValid(ANSWER_SECONDS);
        } catch (SQLException lost) {
            LOG.debug("The connection that holds the lock is lost", lost);
            return true;
        }
    }

    private void end(Rebuild rebuild, RebuildState state, @Nullable String problem) {
        rebuilds.end(rebuild.id(), state, problem, clock.instant());
        LOG.info("The rebuild of the views is {}{}", state, problem == null ? "" : ": " + problem);
    }

    private void rest(Duration pause) {
        try {
            running &= !stopSignal.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            running = false;
        }
    }

    @Override
    public void start() {
        stopSignal = new CountDownLatch(1);
        running = true;
        thread = Thread.ofPlatform().name("rebuild").daemon().start(this::watch);
    }

    @Override
    public void stop() {
        running = false;
        stopSignal.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
