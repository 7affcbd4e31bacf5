package io.customer360.query.platform;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Runs a costly action so that one run serves all who asked for it before it began. */
final class CoalescedRefresh {

    private final Runnable action;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    private long begun;
    private long done;
    private boolean running;

    CoalescedRefresh(Runnable action) {
        this.action = action;
    }

    /** Returns when a run that began after this call has ended. */
    void run() throws InterruptedException {
        long needed = claimOrAwait();
        if (needed > 0) {
            boolean succeeded = false;
            try {
                action.run();
                succeeded = true;
            } finally {
                end(needed, succeeded);
            }
        }
    }

    /** The number of the run that the caller has to make, 0 if somebody else has made one. */
    private long claimOrAwait() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long needed = begun + 1;
            while (done < needed) {
                if (!running) {
                    running = true;
                    return ++begun;
                }
                ended.await();
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private void end(long run, boolean succeeded) {
        lock.lock();
        try {
            running = false;
            if (succeeded) {
                done = run;
            }
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
