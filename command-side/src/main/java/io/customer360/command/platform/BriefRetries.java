package io.customer360.command.platform;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.gateway.RetryScheduler;

/**
 * Tries a command again, a few times and after a moment, where somebody else was faster or holds what it needs. A
 * command that expects a version then meets the new one, and is refused for good.
 */
final class BriefRetries implements RetryScheduler {

    private static final int MOST = 12;
    private static final long SHORTEST_MILLISECONDS = 5;
    private static final long LONGEST_MILLISECONDS = 100;

    /** Each retry has a thread of its own: a command that waits for a lock holds up no other. */
    private static final Executor THREADS =
            retry -> Thread.ofVirtual().name("command-retry").start(retry);

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public boolean scheduleRetry(
            CommandMessage command,
            RuntimeException lastFailure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        if (!passes(lastFailure) || failures.size() > MOST) {
            return false;
        }
        long pause = ThreadLocalRandom.current().nextLong(SHORTEST_MILLISECONDS, LONGEST_MILLISECONDS);
        CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, THREADS).execute(dispatch);
        return true;
    }

    /** Whether the same command may succeed a moment later. */
    private static boolean passes(RuntimeException failure) {
        return switch (failure) {
            // While the nodes connect to Axon Server again.
            case NoHandlerForCommandException nobody -> true;
            case CommandExecutionException refused ->
                refused.getDetails()
                        .filter(details -> details instanceof Rejected.Refusal refusal
                                && refusal.rejection() == Rejection.CONCURRENT_CHANGE)
                        .isPresent();
            default -> StoreFailures.isConflict(failure);
        };
    }
}
