package io.customer360.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

class EarlyEndTest {

    private final EarlyEnd earlyEnd = new EarlyEnd();

    @Test
    void nothingMoreIsBegunOnceTheEndIsAskedFor() {
        List<String> done = new ArrayList<>();
        earlyEnd.unlessAsked(() -> done.add("before"));

        earlyEnd.stop();

        assertThatThrownBy(() -> earlyEnd.unlessAsked(() -> done.add("after")))
                .isInstanceOf(SpringApplication.AbandonedRunException.class);
        assertThatThrownBy(() -> earlyEnd.pause(Duration.ofMinutes(1)))
                .isInstanceOf(SpringApplication.AbandonedRunException.class);
        assertThat(done).containsExactly("before");
    }

    @Test
    void waitsForWhatIsUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<String> order = new ArrayList<>();
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> work = CompletableFuture.runAsync(
                    () -> earlyEnd.unlessAsked(() -> {
                        begun.countDown();
                        awaitQuietly(mayEnd);
                        order.add("work");
                    }),
                    others);
            begun.await();
            CompletableFuture<Void> end = CompletableFuture.runAsync(
                    () -> {
                        earlyEnd.stop();
                        order.add("end");
                    },
                    others);
            assertThatThrownBy(() -> earlyEnd.pause(Duration.ofMinutes(1)))
                    .isInstanceOf(SpringApplication.AbandonedRunException.class);
            mayEnd.countDown();
            work.join();
            end.join();
        }

        assertThat(order).containsExactly("work", "end");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
