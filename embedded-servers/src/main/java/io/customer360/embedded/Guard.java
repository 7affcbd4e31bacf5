package io.customer360.embedded;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts a server again that has ended though nobody stopped it, as the machine does when memory runs out. Not for
 * ever: one that ends again and again needs somebody who looks at it.
 */
final class Guard {

    private static final int MOST_TRIES = 5;

    /** A server that has been up for so long has recovered from what ended it before. */
    private static final Duration RECOVERED_AFTER = Duration.ofMinutes(2);

    private final String name;
    private final EmbeddedServer server;
    private final Progress progress;
    private final Consumer<ServerStartFailed> givenUp;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param givenUp hears, on a thread of its own, that the server is not started any more
     * @param pause before the second try; longer and longer before those behind it
     */
    Guard(String name, EmbeddedServer server, Progress progress, Consumer<ServerStartFailed> givenUp, Duration pause) {
        this.name = name;
        this.server = server;
        this.progress = progress;
        this.givenUp = givenUp;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name("guard of " + name).daemon().start(this::watch);
    }

    private void watch() {
        try {
            int tries = 0;
            while (tries <= MOST_TRIES) {
                long up = System.nanoTime();
                int exitCode = server.awaitEnd();
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

    /** @return how many tries there have been; more than there may be if it was given up */
    private int startAgain(String why, int firstTry) throws InterruptedException {
        String obstacle = "%s %s".formatted(name, why);
        for (int tried = firstTry; tried <= MOST_TRIES; tried++) {
            progress.report("%s. Starting it again, try %d of %d".formatted(obstacle, tried, MOST_TRIES));
            pauseBefore(tried);
            try {
                long from = System.nanoTime();
                server.startAgain(progress);
                progress.report("%s is up again after %.1f s"
                        .formatted(
                                name, Duration.ofNanos(System.nanoTime() - from).toMillis() / 1000.0));
                return tried;
            } catch (RuntimeException failed) {
                if (closing.getCount() == 0) {
                    throw new InterruptedException("closed");
                }
                obstacle = String.valueOf(failed.getMessage());
            }
        }
        ServerStartFailed end = new ServerStartFailed(
                "%s. It is not started any more: see to what ends it, then start the application again. What is stored is kept."
                        .formatted(obstacle));
        Thread.ofPlatform().name(name + " given up").start(() -> givenUp.accept(end));
        return MOST_TRIES + 1;
    }

    private void pauseBefore(int tried) throws InterruptedException {
        long pauses = (1L << (tried - 1)) - 1;
        if (closing.await(pauses * pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    /** Lets the server end from now on; interrupts a start that is under way. */
    void end() {
        closing.countDown();
        thread.interrupt();
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
