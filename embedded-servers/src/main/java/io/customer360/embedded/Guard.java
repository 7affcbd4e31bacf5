package io.customer360.embedded;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts a server again that has ended though nobody stopped it, as the machine does when memory runs out. One that
 * ends again and again needs somebody who looks at it: it is given up where nothing can be done without it, and tried
 * at longer and longer intervals where much can.
 */
final class Guard {

    private static final int MOST_TRIES = 5;

    /** Who ends all processes of a service at once has ended this one, too, after so long. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    /** Pauses before a try are 0, 1, 3, 7, 15, 31, and then always 63. */
    private static final int MOST_DOUBLINGS = 6;

    /** A server that has been up for so long has recovered from what ended it before. */
    private static final Duration RECOVERED_AFTER = Duration.ofMinutes(2);

    private final String name;
    private final EmbeddedServer server;
    private final Progress progress;
    private final @Nullable Consumer<ServerStartFailed> givenUp;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Guard(
            String name,
            EmbeddedServer server,
            Progress progress,
            @Nullable Consumer<ServerStartFailed> givenUp,
            Duration pause) {
        this.name = name;
        this.server = server;
        this.progress = progress;
        this.givenUp = givenUp;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name("guard of " + name).daemon().start(this::watch);
    }

    /**
     * Of a server without which nothing can be done.
     *
     * @param givenUp hears, on a thread of its own, that the server is not started any more
     * @param pause before the second try; longer and longer before those behind it
     */
    static Guard untilGivenUp(
            String name,
            EmbeddedServer server,
            Progress progress,
            Consumer<ServerStartFailed> givenUp,
            Duration pause) {
        return new Guard(name, server, progress, givenUp, pause);
    }

    /**
     * Of a server without which much goes on.
     *
     * @param pause before the second try; longer and longer before those behind it
     */
    static Guard forEver(String name, EmbeddedServer server, Progress progress, Duration pause) {
        return new Guard(name, server, progress, null, pause);
    }

    private void watch() {
        try {
            int tries = 0;
            while (mayBe(tries)) {
                long up = System.nanoTime();
                int exitCode = server.awaitEnd();
                if (closing.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (System.nanoTime() - up > RECOVERED_AFTER.toNanos()) {
                    tries = 0;
                }
                tries = startAgain("has ended by itself with exit code %d".formatted(exitCode), tries + 1);
            }
        } catch (InterruptedException closed) {
            // The server may end now.
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayBe(int tries) {
        return givenUp == null || tries <= MOST_TRIES;
    }

    /** @return how many tries there have been; more than there may be if it was given up */
    private int startAgain(String why, int firstTry) throws InterruptedException {
        String obstacle = "%s %s".formatted(name, why);
        for (int tried = firstTry; mayBe(tried); tried++) {
            progress.report("%s. Starting it again, try %d%s"
                    .formatted(obstacle, tried, givenUp == null ? "" : " of " + MOST_TRIES));
            pauseBefore(tried);
            try {
                long from = System.nanoTime();
                server.startAgain(progress);
                progress.report("%s is up again after %.1f s"
                        .formatted(
                                name, Duration.ofNanos(System.nanoTime() - from).toMillis() / 1000.0));
                return tried;
            } catch (RuntimeException | Error failed) {
                // Also when there is no memory or no thread left: nobody else would start the server again.
                if (closing.getCount() == 0) {
                    throw new InterruptedException("closed");
                }
                obstacle = failed instanceof ServerStartFailed known
                        ? String.valueOf(known.getMessage())
                        : "%s can't be started: %s".formatted(name, failed);
            }
        }
        ServerStartFailed end = new ServerStartFailed(
                "%s. It is not started any more: see to what ends it, then start the application again. What is stored is kept."
                        .formatted(obstacle));
        Consumer<ServerStartFailed> owner = Objects.requireNonNull(givenUp);
        Thread.ofPlatform().name(name + " given up").start(() -> owner.accept(end));
        return MOST_TRIES + 1;
    }

    private void pauseBefore(int tried) throws InterruptedException {
        long pauses = (1L << Math.min(tried - 1, MOST_DOUBLINGS)) - 1;
        if (closing.await(pauses * pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    /** Lets the server end from now on, and interrupts a start that is under way, without waiting for it. */
    void letServerEnd() {
        closing.countDown();
        thread.interrupt();
    }

    /** Lets the server end from now on; a start that was under way is over then. */
    void end() {
        letServerEnd();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join();
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
