package io.customer360.query.platform;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Wakes those who wait for a view of this process to advance. */
@Component
class ViewProgress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();

    void advanced() {
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when a view advanced, or the time is over: whichever reader it was, the caller looks again. */
    @SuppressWarnings("WaitNotInLoop") // The loop is the caller's, who knows what is waited for.
    void await(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (nanos > 0) {
                advanced.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
