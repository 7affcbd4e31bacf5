package io.customer360.command.importing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the application is about to end. */
final class Stopping {

    private final CountDownLatch stopped = new CountDownLatch(1);

    void begin() {
        stopped.countDown();
    }

    boolean now() {
        return stopped.getCount() == 0;
    }

    /** Waits as long, or until the application is about to end; then it is true. */
    boolean within(Duration time) {
        try {
            return stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
