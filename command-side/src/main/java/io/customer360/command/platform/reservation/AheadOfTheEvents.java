package io.customer360.command.platform.reservation;

import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Events are in Axon Server, so that no transaction spans them and the reservations: these are made first, in a
 * transaction of their own, and confirmed or taken back after it. What a crash leaves unconfirmed is resolved by
 * {@link ReservationSweep}.
 */
final class AheadOfTheEvents implements ReservationTiming {

    private final TransactionTemplate ownTransaction;

    AheadOfTheEvents(PlatformTransactionManager transactions) {
        ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public boolean certainAtOnce() {
        return false;
    }

    @Override
    @SuppressWarnings("NullAway") // a supplier of something never gives null
    public <T> T reserve(Supplier<T> reservation) {
        return ownTransaction.execute(status -> reservation.get());
    }

    @Override
    public void onSuccess(UnitOfWork<?> command, Runnable confirmation) {
        command.afterCommit(committed -> inOwnTransaction(confirmation));
    }

    @Override
    public void onFailure(UnitOfWork<?> command, Runnable release) {
        command.onRollback(rolledBack -> inOwnTransaction(release));
    }

    private void inOwnTransaction(Runnable task) {
        ownTransaction.executeWithoutResult(status -> task.run());
    }
}
