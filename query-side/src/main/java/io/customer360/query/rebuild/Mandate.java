package io.customer360.query.rebuild;

import io.customer360.platform.background.BackgroundThread;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The right of one run to go on. It ends with the process, with the connection that holds the lock, with a later run,
 * and when somebody asks for the rebuild's end.
 */
final class Mandate {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int ANSWER_SECONDS = 5;

    private final Rebuilds.Run run;
    private final Connection owner;
    private final BackgroundThread.Turn turn;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long looked = System.nanoTime() - LOOK_EVERY.toNanos();
    private volatile @Nullable RuntimeException over;

    /**
     * @param owner the connection that holds the lock
     * @param turn that it belongs to; it is over when the process ends
     */
    Mandate(Rebuilds.Run run, Connection owner, BackgroundThread.Turn turn) {
        this.run = run;
        this.owner = owner;
        this.turn = turn;
    }

    Rebuilds.Run run() {
        return run;
    }

    /**
     * Asks the database a few times a second, however often it is called.
     *
     * @throws Cancelled if that was asked for
     * @throws Superseded if a later run has taken over
     * @throws CancellationException if the process ends, or the lock is lost
     */
    void check() {
        throwIfOver();
        if (System.nanoTime() - looked >= LOOK_EVERY.toNanos() && looking.tryLock()) {
            try {
                look();
            } finally {
                looking.unlock();
            }
        }
        throwIfOver();
    }

    /** The same, without regard to what was found a moment ago. */
    void checkNow() {
        looking.lock();
        try {
            look();
        } finally {
            looking.unlock();
        }
        throwIfOver();
    }

    /** Waits before another try of something, the longer the more there have been, as long as it stands. */
    void pause(int tries) {
        long end = System.nanoTime() + Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(tries - 1, 10));
        try {
            do {
                check();
            } while (System.nanoTime() < end && turn.pause(LOOK_EVERY));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        check();
    }

    private void throwIfOver() {
        if (turn.isOver() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The process ends");
        }
        RuntimeException end = over;
        if (end != null) {
            throw end;
        }
    }

    private void look() {
        // On the very connection that holds the lock: if it is lost, so is the right.
        try {
            if (!owner.isValid(ANSWER_SECONDS)) {
                throw new SQLException("No answer within %d s".formatted(ANSWER_SECONDS));
            }
            askDatabase();
        } catch (SQLException lost) {
            CancellationException end =
                    new CancellationException("The connection that holds the lock is lost, so another node may go on");
            end.initCause(lost);
            over = end;
        }
        looked = System.nanoTime();
    }

    private void askDatabase() throws SQLException {
        try (PreparedStatement question = owner.prepareStatement(
                "select cancel_requested from query.rebuild where id = ? and run = ? and state = 'RUNNING'")) {
            question.setObject(1, run.rebuild());
            question.setLong(2, run.number());
            try (ResultSet answer = question.executeQuery()) {
                if (!answer.next()) {
                    over = new Superseded(run);
                } else if (answer.getBoolean(1)) {
                    over = new Cancelled();
                }
            }
        }
    }
}
