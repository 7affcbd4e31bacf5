package io.customer360.command.platform.eventstore;

import java.util.function.Supplier;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/** Reads with one statement need no transaction, though they take part in the one that there is. */
record PlainReads(TransactionManager transactions) implements TransactionManager {

    @Override
    public Transaction startTransaction() {
        return transactions.startTransaction();
    }

    @Override
    public <T> T fetchInTransaction(Supplier<T> read) {
        return read.get();
    }
}
