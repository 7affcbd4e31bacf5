package io.customer360.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescedRefreshTest {

    @Test
    void servesAllWhoAskedBeforeItBeganWithOneRun() throws InterruptedException {
        var runs = new AtomicInteger();
        var gate = new CountDownLatch(1);
        var refresh = new CoalescedRefresh(() -> {
            runs.incrementAndGet();
            awaitQuietly(gate);
        });
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        callers.add(call(refresh));
        await().until(() -> runs.get() == 1);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            var ended = new CompletableFuture<Void>();
            callers.add(ended);
            waiting.add(Thread.ofPlatform().start(() -> run(refresh, ended)));
        }
        await().until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        gate.countDown();

        // The first run began before the ten asked, so it can't serve them; the second serves them all.
        assertThat(callers).allSatisfy(ended -> assertThat(ended).succeedsWithin(Duration.ofSeconds(10)));
        assertThat(runs).hasValue(2);
    }

    @Test
    void tellsTheCallerWhoseRunFailedAndRunsAgainForTheNext() throws InterruptedException {
        var runs = new AtomicInteger();
        var refresh = new CoalescedRefresh(() -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("down");
            }
        });
        assertThatThrownBy(refresh::run).hasMessage("down");
        refresh.run();
        assertThat(runs).hasValue(2);
    }

    private static CompletableFuture<Void> call(CoalescedRefresh refresh) {
        var ended = new CompletableFuture<Void>();
        Thread.ofPlatform().start(() -> run(refresh, ended));
        return ended;
    }

    private static void run(CoalescedRefresh refresh, CompletableFuture<Void> ended) {
        try {
            refresh.run();
            ended.complete(null);
        } catch (InterruptedException interrupted) {
            ended.completeExceptionally(interrupted);
        }
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
