package io.customer360.platform.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does something over and over from its start to its stop, and may be started again. While it pauses, it
 * can be woken and stopped at once; what it is in the middle of, it is left to finish.
 */
public final class BackgroundThread {

    private final String name;
    private final Work work;
    private @Nullable Turn turn;

    /** What is done from a start to a stop. */
    @FunctionalInterface
    public interface Work {
        /**
         * Returns soon after the turn has ended.
         *
         * @throws InterruptedException if the turn has ended in the midst of something
         */
        void run(Turn turn) throws InterruptedException;
    }

    /** One time from a start to the stop after it. */
    public static final class Turn {

        private final Semaphore wakings = new Semaphore(0);
        private final Thread thread;
        private volatile boolean over;

        private Turn(String name, Work work) {
            thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(work));
        }

        private void run(Work work) {
            try {
                work.run(this);
            } catch (InterruptedException stopped) {
                over = true;
            }
        }

        /** Whether it has been ended, so that nothing more is to be begun. */
        public boolean isOver() {
            return over;
        }

        /**
         * Waits until the time is over, somebody wakes the thread, or the turn ends.
         *
         * @return whether to go on
         */
        public boolean pause(Duration atMost) throws InterruptedException {
            if (!over && wakings.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS)) {
                wakings.drainPermits();
            }
            return !over;
        }

        private void end() {
            over = true;
            wakings.release();
        }
    }

    /** @param name of the thread */
    public BackgroundThread(String name, Work work) {
        this.name = name;
        this.work = work;
    }

    /** Begins a turn, unless one is under way. */
    public synchronized void start() {
        if (!isRunning()) {
            turn = new Turn(name, work);
            turn.thread.start();
        }
    }

    /** Whether it was started and not stopped since. */
    public synchronized boolean isRunning() {
        return turn != null && !turn.over;
    }

    /** Ends a pause, or else the next one. */
    public synchronized void wake() {
        if (turn != null) {
            turn.wakings.release();
        }
    }

    /**
     * Ends the turn, and waits for the thread.
     *
     * @param atMost how long to wait; what takes longer is interrupted
     * @return whether the thread had ended by then
     */
    public boolean stop(Duration atMost) {
        Turn ending;
        synchronized (this) {
            ending = turn;
        }
        if (ending == null) {
            return true;
        }
        ending.end();
        try {
            if (ending.thread.join(atMost)) {
                return true;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        ending.thread.interrupt();
        return false;
    }
}
