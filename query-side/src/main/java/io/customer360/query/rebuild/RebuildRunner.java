package io.customer360.query.rebuild;

import io.customer360.platform.background.BackgroundThread;
import io.customer360.platform.background.Backoff;
import io.customer360.query.platform.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the rebuild that is under way, on one node of all: the one whose connection holds an advisory lock. If that node
 * ends, another one, or the same when it is back, goes on with it.
 */
@Component
class RebuildRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRunner.class);

    /** "c360" and "rbld" in ASCII. */
    private static final long LOCK = 0x63333630_72626c64L;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final RebuildMeans means;
    private final Rebuilds rebuilds;
    private final DataSource dataSource;
    private final Clock clock;
    private final BackgroundThread thread = new BackgroundThread("rebuild", this::watch);

    /**
     * Whether this process has found outdated views when it started. What it finds later was made by a version that
     * came after it.
     */
    private volatile boolean isNewer;

    /** Whether these are still to be built again by themselves. */
    private volatile boolean begins;

    private long endedBefore;

    RebuildRunner(RebuildMeans means, DataSource dataSource, Clock clock) {
        this.means = means;
        this.rebuilds = means.rebuilds();
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** There is something to do: a rebuild was asked for, or its end. */
    void wake() {
        thread.wake();
    }

    private void watch(BackgroundThread.Turn turn) throws InterruptedException {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        Duration pause;
        do {
            pause = means.properties().lookEvery();
            try {
                look();
                runOneIfThereIs(turn);
                look();
                backoff.reset();
            } catch (CancellationException | Superseded over) {
                LOG.info("{}", over.getMessage());
                pause = FIRST_PAUSE;
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Throwable hindrance) {
                // An error too, as when memory runs out: nobody else would go on with it, nor know why.
                pause = backoff.pause();
                LOG.warn("The rebuild can't go on for now; trying again in {} s", pause.toSeconds(), hindrance);
            }
        } while (turn.pause(pause));
    }

    private void look() {
        lookAtViews();
        means.writeBlock().look();
    }

    /** A rebuild that has ended, wherever it ran, may have put right what was outdated. */
    private void lookAtViews() {
        long ended = rebuilds.ended();
        if (ended != endedBefore || !means.outdated().readers().isEmpty()) {
            means.outdated().look();
            endedBefore = ended;
        }
        if (begins) {
            begins = beginWhereOutdated();
        }
        if (!means.outdated().readers().isEmpty()) {
            means.outdated().areBuiltAgain(begins || rebuilds.running().isPresent());
        }
    }

    /** @return whether there may be need for it again */
    private boolean beginWhereOutdated() {
        Set<String> outdated = means.outdated().readers();
        if (outdated.isEmpty()) {
            return false;
        }
        Optional<Rebuild> last = rebuilds.lastBegunByItself(means.makers().ours());
        if (last.filter(RebuildRunner::wasInVain).isPresent()) {
            LOG.warn("The views that another version of this application has made are not built again by themselves"
                    + " once more, because that has failed or was cancelled. POST /api/operations/rebuilds begins"
                    + " it");
            return false;
        }
        Rebuild.Request request = new Rebuild.Request(
                "Another version of this application has made the views of "
                        + outdated.stream().sorted().collect(Collectors.joining(", ")),
                Rebuild.BY_ITSELF,
                clock.instant());
        if (rebuilds.add(
                Rebuild.begun(
                        RebuildKind.REBUILD,
                        request,
                        means.makers().ours(),
                        means.ledger().headPosition(),
                        List.of()),
                null)) {
            LOG.info("{}: they are built again", request.reason());
        }
        return true;
    }

    private static boolean wasInVain(Rebuild last) {
        return last.state() == RebuildState.FAILED || last.state() == RebuildState.CANCELLED;
    }

    /**
     * A newer version builds what it needs, whoever has asked for it; to begin that anew for this one would be of no
     * use to either.
     */
    private boolean isForAnotherVersion(Rebuild rebuild) {
        return !isNewer
                && !rebuild.cancelRequested()
                && !rebuild.madeBy().mappings().equals(means.makers().ours().mappings());
    }

    /** Another version's too, if it was interrupted while the live views refused writes. */
    private boolean isOurs(Rebuild rebuild) {
        return !isForAnotherVersion(rebuild) || rebuild.phase() == RebuildPhase.CHANGING_OVER;
    }

    private void runOneIfThereIs(BackgroundThread.Turn turn) throws SQLException, InterruptedException {
        if (rebuilds.running().filter(this::isOurs).isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            if (ask(connection, "select pg_try_advisory_lock(?)")) {
                try {
                    Optional<Rebuild> rebuild = rebuilds.running();
                    if (rebuild.filter(this::isOurs).isPresent()) {
                        run(rebuild.get(), connection, turn);
                    }
                } finally {
                    giveBack(connection);
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

    /** The lock belongs to the session, which a pool keeps: it has to be given back, or the session ended. */
    private static void giveBack(Connection connection) throws SQLException {
        try {
            ask(connection, "select pg_advisory_unlock(?)");
        } catch (SQLException lost) {
            LOG.debug("The connection that holds the rebuild's lock is lost, and the lock with it", lost);
            connection.abort(Runnable::run);
        }
    }

    private void run(Rebuild rebuild, Connection owner, BackgroundThread.Turn turn) throws InterruptedException {
        Optional<Rebuilds.Run> taken = rebuilds.take(rebuild.id());
        if (taken.isEmpty()) {
            return;
        }
        LOG.info(
                "{} of the views {} at {}, up to position {}",
                rebuild.kind() == RebuildKind.REBUILD ? "A rebuild" : "A reversal",
                rebuild.phase() == RebuildPhase.PREPARING ? "begins" : "goes on",
                rebuild.phase(),
                rebuild.position());
        Mandate mandate = new Mandate(taken.get(), owner, turn);
        means.underWay().begin();
        try {
            run(rebuild, mandate);
        } catch (CancellationException | Superseded over) {
            throw over;
        } catch (RuntimeException | Error hindrance) {
            tell(mandate.run(), hindrance);
            throw hindrance;
        } finally {
            means.underWay().end();
        }
    }

    private void run(Rebuild rebuild, Mandate mandate) throws InterruptedException {
        // As it is now that nobody else can write to it.
        RebuildRun run = new RebuildRun(
                rebuilds.find(rebuild.id()).orElseThrow(() -> new Superseded(mandate.run())), means, mandate);
        try {
            if (isForAnotherVersion(rebuild) && run.standBack()) {
                return;
            }
            run.toEnd();
            end(mandate.run(), RebuildState.DONE, null);
        } catch (Cancelled cancelled) {
            run.discard();
            end(mandate.run(), RebuildState.CANCELLED, null);
        } catch (GivenUp failed) {
            mandate.checkNow();
            run.discard();
            end(mandate.run(), RebuildState.FAILED, failed.getMessage());
        }
    }

    private void tell(Rebuilds.Run run, Throwable hindrance) {
        try {
            rebuilds.busy(run, means.underWay().take());
            rebuilds.hindered(run, Reason.of(hindrance));
        } catch (RuntimeException databaseIsAway) {
            LOG.debug("Nor can it be told", databaseIsAway);
        }
    }

    private void end(Rebuilds.Run run, RebuildState state, @Nullable String problem) {
        rebuilds.busy(run, means.underWay().take());
        rebuilds.end(run, state, problem, clock.instant());
        LOG.info("The rebuild of the views is {}{}", state, problem == null ? "" : ": " + problem);
    }

    @Override
    public void start() {
        // Only for what is found at the start: later it is a newer version that has changed over, on another node.
        isNewer = !means.outdated().readers().isEmpty();
        begins = isNewer;
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop(STOP_TIMEOUT);
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }
}
