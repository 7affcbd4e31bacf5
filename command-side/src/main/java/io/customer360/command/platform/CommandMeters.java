package io.customer360.command.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.messaging.Message;
import org.axonframework.monitoring.MessageMonitor;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts and times the commands that this node handles, by what they order and what comes of them.
 *
 * <p>One that is part of a larger transaction, such as an import's, has no time of its own and counts apart, once that
 * transaction is committed: if it is not, the same commands come again.
 */
final class CommandMeters implements MessageMonitor<Message<?>> {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final Map<Handled, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Class<?>, Counter> batched = new ConcurrentHashMap<>();

    CommandMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What came of a command, for those who look after the system. */
    private enum Result {
        /** It is stored, or there was nothing left to do. */
        ACCEPTED,
        /** For a reason that its sender can act on. */
        REFUSED,
        /** Somebody else was faster; the sender tries it again, a few times, and each try counts. */
        CONFLICTING,
        FAILED;

        static Result of(Throwable failure) {
            return failure instanceof CommandExecutionException refused
                    ? refused.getDetails()
                            .filter(Rejected.Refusal.class::isInstance)
                            .map(Rejected.Refusal.class::cast)
                            .map(refusal -> of(refusal.rejection()))
                            .orElse(FAILED)
                    : FAILED;
        }

        private static Result of(Rejection rejection) {
            return switch (rejection) {
                case STORE_UNAVAILABLE -> FAILED;
                case CONCURRENT_CHANGE -> CONFLICTING;
                default -> REFUSED;
            };
        }
    }

    private record Handled(Class<?> command, Result result) {}

    @Override
    public MonitorCallback onMessageIngested(Message<?> command) {
        long begin = System.nanoTime();
        Class<?> type = command.getPayloadType();
        return new MonitorCallback() {
            @Override
            public void reportSuccess() {
                handled(type, Result.ACCEPTED, begin);
            }

            @Override
            public void reportFailure(Throwable cause) {
                handled(type, Result.of(cause), begin);
            }

            @Override
            public void reportIgnored() {}
        };
    }

    private void handled(Class<?> type, Result result, long begin) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            timers.computeIfAbsent(new Handled(type, result), this::timer)
                    .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        } else if (result == Result.ACCEPTED) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    batched.computeIfAbsent(type, CommandMeters.this::counter).increment();
                }
            });
        }
    }

    private Timer timer(Handled handled) {
        return Timer.builder("customer360.commands")
                .description("From when this node takes a command until it is stored or refused. 'conflicting' is what"
                        + " somebody else was faster with; it is tried again, and each try counts")
                .tag("command", handled.command().getSimpleName())
                .tag("outcome", handled.result().name().toLowerCase(Locale.ROOT))
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(registry);
    }

    private Counter counter(Class<?> command) {
        return Counter.builder("customer360.commands.batched")
                .description("Commands that were stored together with others in one transaction, by imports")
                .tag("command", command.getSimpleName())
                .register(registry);
    }
}
