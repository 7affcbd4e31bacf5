package io.customer360.command.platform.reservation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets idempotency keys when they are old, and resolves reservations that a crash has left unconfirmed: the event
 * store knows whether what they were made for came to be. Several nodes may sweep at once.
 */
final class ReservationSweep implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(ReservationSweep.class);

    private final PendingReservations pending;
    private final IdempotentRequests requests;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ReservationProperties properties;

    ReservationSweep(
            PendingReservations pending,
            IdempotentRequests requests,
            PlatformTransactionManager transactions,
            Clock clock,
            ReservationProperties properties) {
        this.pending = pending;
        this.requests = requests;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        Duration every = properties.sweepEvery();
        registrar.addFixedDelayTask(new FixedDelayTask(this::sweep, every, every));
    }

    void sweep() {
        Instant now = clock.instant();
        int forgotten = requests.forgetBefore(now.minus(properties.idempotencyKeysKept()));
        if (forgotten > 0) {
            LOG.info("Forgot {} idempotency keys", forgotten);
        }
        for (Reserver reserver : pending.overdue()) {
            resolve(reserver);
        }
    }

    /** One that can't be resolved doesn't hold up the others. */
    private void resolve(Reserver reserver) {
        try {
            boolean lasts = Boolean.TRUE.equals(transaction.execute(status -> pending.resolve(reserver)));
            LOG.info("What was reserved for {} {}", reserver.aggregateId(), lasts ? "lasts" : "is free again");
        } catch (RuntimeException unresolved) {
            LOG.warn("Nobody knows yet whether what was reserved for {} lasts", reserver.aggregateId(), unresolved);
        }
    }
}
