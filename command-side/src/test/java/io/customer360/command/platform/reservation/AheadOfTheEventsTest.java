package io.customer360.command.platform.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class AheadOfTheEventsTest {

    private final AtomicInteger released = new AtomicInteger();
    private final AheadOfTheEvents timing = new AheadOfTheEvents(new NothingToStore());

    @Test
    void takesBackWhatARefusedCommandHasReserved() {
        fail(new IllegalStateException("refused"));

        assertThat(released).hasValue(1);
    }

    @Test
    void keepsWhatIsReservedWhileNobodyKnowsWhetherTheEventsAreStored() {
        fail(new EventStoreException("no answer"));

        assertThat(released).hasValue(0);
    }

    private void fail(RuntimeException failure) {
        var unit = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("a command"));
        timing.onFailure(unit, released::incrementAndGet);
        unit.onPrepareCommit(storing -> {
            throw failure;
        });
        unit.executeWithResult(() -> "handled");
    }

    /** Begins and ends transactions of nothing. */
    private static final class NothingToStore extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
