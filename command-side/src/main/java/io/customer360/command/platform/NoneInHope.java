package io.customer360.command.platform;

import io.customer360.command.platform.eventstore.Attempt;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/**
 * Gives every command a transaction, except one that is tried in hope: it stores all that it stores in one statement.
 */
record NoneInHope(TransactionManager transactions) implements TransactionManager {

    @Override
    public Transaction startTransaction() {
        return Attempt.isHopeful() ? NoTransactionManager.INSTANCE.startTransaction() : transactions.startTransaction();
    }
}
