package io.customer360.command.platform;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.AxonTransientException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Tries a command again, a few times and after a moment, where somebody else was faster or holds what it needs. A
 * command that expects a version then meets the new one, and is refused for good.
 */
final class BriefRetries implements RetryScheduler, AutoCloseable {

    private static final int MOST = 12;
    private static final long SHORTEST_MILLISECONDS = 5;
    private static final long LONGEST_MILLISECONDS = 100;

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("command-retries"));

    @Override
    public boolean scheduleRetry(
            CommandMessage command,
            RuntimeException lastFailure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        if (!passes(lastFailure) || failures.size() > MOST) {
            return false;
        }
        long pause = ThreadLocalRandom.current().nextLong(SHORTEST_MILLISECONDS, LONGEST_MILLISECONDS);
        executor.schedule(dispatch, pause, TimeUnit.MILLISECONDS);
        return true;
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    /** Whether the same command may succeed a moment later. */
    private static boolean passes(RuntimeException failure) {
        return switch (failure) {
            case AxonTransientException tooLate -> true;
            case TransientDataAccessException inTheWay -> true;
            case CommandExecutionException refused ->
                refused.getDetails()
                        .filter(details -> details instanceof Rejected.Refusal refusal
                                && refusal.rejection() == Rejection.CONCURRENT_CHANGE)
                        .isPresent();
            default -> false;
        };
    }
}
