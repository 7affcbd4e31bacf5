package io.customer360.platform.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundThreadTest {

    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore rounds = new Semaphore(0);
    private final BackgroundThread counting = new BackgroundThread("counting", turn -> {
        do {
            rounds.release();
        } while (turn.pause(FOR_EVER));
    });

    @Test
    void pausesUntilItIsWoken() throws InterruptedException {
        counting.start();
        assertThat(aRoundComes()).isTrue();
        assertThat(rounds.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
        counting.wake();
        assertThat(aRoundComes()).isTrue();
        counting.stop(PATIENCE);
    }

    @Test
    void stopsInTheMidstOfAPause() throws InterruptedException {
        counting.start();
        assertThat(aRoundComes()).isTrue();
        assertThat(counting.stop(PATIENCE)).isTrue();
        assertThat(counting.isRunning()).isFalse();
    }

    @Test
    void startsAgain() throws InterruptedException {
        counting.start();
        counting.start();
        assertThat(aRoundComes()).isTrue();
        counting.stop(PATIENCE);
        counting.start();
        assertThat(aRoundComes()).isTrue();
        assertThat(counting.isRunning()).isTrue();
        counting.stop(PATIENCE);
        assertThat(rounds.availablePermits()).isZero();
    }

    @Test
    void interruptsWhatTakesTooLong() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        BackgroundThread busy = new BackgroundThread("busy", turn -> {
            begun.countDown();
            try {
                Thread.sleep(FOR_EVER);
            } finally {
                interrupted.countDown();
            }
        });
        busy.start();
        begun.await();
        assertThat(busy.stop(Duration.ofMillis(1))).isFalse();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void isNotRunningAfterItsWorkWasInterrupted() throws InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        BackgroundThread giving = new BackgroundThread("giving", turn -> {
            stopped.set(true);
            throw new InterruptedException();
        });
        giving.start();
        giving.stop(PATIENCE);
        assertThat(stopped).isTrue();
        assertThat(giving.isRunning()).isFalse();
    }

    @Test
    void hasNothingToStopBeforeItsStart() {
        assertThat(counting.stop(PATIENCE)).isTrue();
        assertThat(counting.isRunning()).isFalse();
    }

    private boolean aRoundComes() throws InterruptedException {
        return rounds.tryAcquire(20, TimeUnit.SECONDS);
    }
}
