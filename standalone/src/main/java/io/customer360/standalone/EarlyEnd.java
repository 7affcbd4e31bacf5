package io.customer360.standalone;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The application may be asked to end while it is still being started, as by Ctrl-C: what is done then is left to
 * finish, and nothing more is begun.
 */
@Component
public class EarlyEnd implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EarlyEnd.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final ReentrantLock busy = new ReentrantLock();
    private volatile boolean running;

    /**
     * Does something that should not be interrupted.
     *
     * @throws SpringApplication.AbandonedRunException if the application is to end
     */
    public void unlessAsked(Runnable work) {
        busy.lock();
        try {
            abandonIf(asked.getCount() == 0);
            work.run();
        } finally {
            busy.unlock();
        }
    }

    /**
     * Waits so long.
     *
     * @throws SpringApplication.AbandonedRunException if the application is to end
     */
    public void pause(Duration time) {
        try {
            abandonIf(asked.await(time.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            abandonIf(true);
        }
    }

    private static void abandonIf(boolean end) {
        if (end) {
            throw new SpringApplication.AbandonedRunException();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /**
     * Among the first that stop: what is under way still has the database, and all else that stops in a later phase.
     */
    @Override
    public void stop() {
        asked.countDown();
        running = false;
        try {
            if (busy.tryLock(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                busy.unlock();
            } else {
                LOG.warn("What is done at the start takes too long, and is interrupted");
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
