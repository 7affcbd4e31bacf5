package io.customer360.command.platform.reservation;

import io.customer360.command.platform.StoreFailures;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.ExecutionResult;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Events are in Axon Server, so that no transaction spans them and the reservations: these are made first, in a
 * transaction of their own, and confirmed or taken back after it. What a crash leaves unconfirmed, or a store that
 * fails with nobody knowing whether it has stored, is resolved by {@link ReservationSweep}.
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
        command.onRollback(rolledBack -> {
            if (hasStoredNothing(rolledBack)) {
                inOwnTransaction(release);
            }
        });
    }

    /** A store that fails may have stored the events before it did: then nobody knows until somebody looks. */
    private static boolean hasStoredNothing(UnitOfWork<?> rolledBack) {
        ExecutionResult result = rolledBack.getExecutionResult();
        return result == null
                || !result.isExceptionResult()
                || !StoreFailures.isUnavailable(result.getExceptionResult());
    }

    private void inOwnTransaction(Runnable task) {
        ownTransaction.executeWithoutResult(status -> task.run());
    }
}
