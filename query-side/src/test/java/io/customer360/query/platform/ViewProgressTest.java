package io.customer360.query.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ViewProgressTest {

    private static final long LONG = Duration.ofMinutes(5).toNanos();
    private static final long SHORT = Duration.ofMillis(20).toNanos();

    private final ViewProgress progress = new ViewProgress();

    @Test
    void wakesWhoWaitsForTheCustomer() throws Exception {
        try (ViewProgress.Waiting waiting = progress.at("profile", "one");
                ViewProgress.Waiting another = progress.at("profile", "one")) {
            CompletableFuture<Void> woken = inBackground(waiting);
            CompletableFuture<Void> wokenToo = inBackground(another);

            progress.advanced("profile", Stream.of("other", "one"));

            woken.join();
            wokenToo.join();
        }
    }

    @Test
    void missesNothingThatCameWhileNobodyLooked() throws Exception {
        try (ViewProgress.Waiting waiting = progress.at("profile", "one")) {
            progress.advanced("profile", Stream.of("one"));
            progress.advanced("profile", Stream.of("one"));

            waiting.await(LONG);

            assertThat(isWoken(waiting)).as("by what it was told before").isFalse();
        }
    }

    @Test
    void wakesNobodyForAnotherCustomerOrView() throws Exception {
        try (ViewProgress.Waiting waiting = progress.at("profile", "one")) {
            progress.advanced("profile", Stream.of("other"));
            progress.advanced("timeline", Stream.of("one"));

            assertThat(isWoken(waiting)).isFalse();
        }
    }

    @Test
    void forgetsWhoWaitsNoLonger() {
        ViewProgress.Waiting first = progress.at("profile", "one");
        ViewProgress.Waiting second = progress.at("profile", "one");
        first.close();
        assertThat(progress.isAwaited()).isTrue();

        second.close();

        assertThat(progress.isAwaited()).isFalse();
    }

    private static boolean isWoken(ViewProgress.Waiting waiting) throws InterruptedException {
        long begin = System.nanoTime();
        waiting.await(SHORT);
        return System.nanoTime() - begin < SHORT;
    }

    private static CompletableFuture<Void> inBackground(ViewProgress.Waiting waiting) {
        return CompletableFuture.runAsync(() -> {
            try {
                waiting.await(LONG);
            } catch (InterruptedException ended) {
                throw new AssertionError(ended);
            }
        });
    }
}
