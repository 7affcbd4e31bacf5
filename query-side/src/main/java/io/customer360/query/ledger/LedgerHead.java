package io.customer360.query.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Knows the ledger's last position and wakes those who wait for the next one. The relay tells it at once if it runs in
 * this process; what another node's relay appends, it finds by looking often.
 */
@Component
class LedgerHead implements LedgerArrivals, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerHead.class);

    private static final Duration POLL_WHILE_TOLD = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(30);
    private static final Duration POLL_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private volatile long position;
    private volatile boolean toldByRelay;
    private volatile boolean running;
    private Thread watch = new Thread();

    LedgerHead(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public long position() {
        return position;
    }

    /** Called by a relay of this process after each append. */
    void advancedTo(long appended) {
        lock.lock();
        try {
            if (appended > position) {
                position = appended;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a relay of this process is the one that appends. */
    void toldByRelay(boolean told) {
        toldByRelay = told;
        wakeAll();
    }

    /** Lets all who wait look again at what they wait for. */
    void wakeAll() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // The loop is the caller's, who looks again anyway.
    public void awaitBeyond(long known, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (position <= known && nanos > 0) {
                changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Calls a listener, on a thread of its own, after the ledger has grown. */
    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void watch() {
        long announced = 0;
        boolean failed = false;
        long nextLook = System.nanoTime();
        while (running) {
            try {
                if (System.nanoTime() - nextLook >= 0) {
                    Duration pause = toldByRelay ? POLL_WHILE_TOLD : POLL;
                    nextLook = System.nanoTime() + pause.toNanos();
                    advancedTo(ledger.headPosition());
                    if (failed) {
                        LOG.info("The ledger can be read again");
                        failed = false;
                    }
                }
                if (position > announced) {
                    announced = position;
                    listeners.forEach(LedgerHead::call);
                }
                awaitBeyond(announced, nextLook - System.nanoTime());
            } catch (DataAccessException failure) {
                nextLook = System.nanoTime() + POLL_AFTER_FAILURE.toNanos();
                if (!failed) {
                    LOG.warn("The ledger can't be read; trying again until it can", failure);
                    failed = true;
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RejectedExecutionException itsReaderHasStopped) {
            LOG.debug("A reader stopped while it was told of new entries", itsReaderHasStopped);
        }
    }

    @Override
    public void start() {
        running = true;
        watch = Thread.ofPlatform().name("ledger-head").daemon().start(this::watch);
    }

    @Override
    public void stop() {
        running = false;
        watch.interrupt();
        try {
            watch.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        wakeAll();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the readers of the ledger, which wait here, and before the relay. */
    @Override
    public int getPhase() {
        return LedgerPhases.HEAD;
    }
}
