package io.customer360.command.platform;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.customer360.command.platform.eventstore.Attempt;
import io.customer360.command.platform.eventstore.Attempts;
import io.micrometer.core.instrument.Counter;
import java.util.concurrent.Semaphore;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Handles the commands of this node, first in hope and then with care, and makes of what fails when they are stored a
 * refusal: of any other exception, only its text would travel through Axon Server back to the sender.
 */
final class LocalCommands extends SimpleCommandBus {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCommands.class);

    /** Far less than there are connections. */
    private static final int CAREFUL_AT_ONCE = 10;

    private final Attempts attempts;
    private final Counter repeated;
    private final Semaphore careful = new Semaphore(CAREFUL_AT_ONCE);

    /** @param repeated counts the commands that are handled with care after an attempt in hope */
    LocalCommands(Builder builder, Attempts attempts, Counter repeated) {
        super(builder);
        this.attempts = attempts;
        this.repeated = repeated;
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        if (CurrentUnitOfWork.isStarted()) {
            // Part of a batch, which fails as a whole, and whose sender is here.
            super.handle(command, handler, callback);
            return;
        }
        if (attempts.mayHope() && isSimple(command.getPayload())) {
            Attempt hopeful = Attempt.hopeful();
            CommandResultMessage<? extends R> result = this.<C, R>attempt(hopeful, command, handler);
            if (!result.isExceptional()) {
                callback.onResult(command, result);
                return;
            }
            if (hopeful.hasStored()) {
                LOG.error("The command is stored, and failed all the same", result.exceptionResult());
                callback.onResult(command, asCommandResultMessage(Refusals.storeUnavailable()));
                return;
            }
            if (isNoReasonToRepeat(result.exceptionResult())) {
                callback.onResult(command, told(result));
                return;
            }
            repeated.increment();
        }
        callback.onResult(command, told(this.<C, R>withCare(command, handler)));
    }

    /** A second attempt would fail for the same reason, or store what may be stored. */
    private static boolean isNoReasonToRepeat(Throwable failure) {
        return StoreFailures.isUnavailable(failure) || failure instanceof LockAcquisitionFailedException;
    }

    private <C, R> CommandResultMessage<? extends R> withCare(
            CommandMessage<C> command, MessageHandler<? super CommandMessage<?>> handler) {
        if (!attempts.mayHope()) {
            return attempt(Attempt.careful(), command, handler);
        }
        // They hold a connection while they wait for aggregates whose holders need one.
        careful.acquireUninterruptibly();
        try {
            return attempt(Attempt.careful(), command, handler);
        } finally {
            careful.release();
        }
    }

    /** Whether all that a command needs can be stored with its events, in a statement of its own. */
    private static boolean isSimple(@Nullable Object payload) {
        return payload instanceof Command command
                && command.expectedVersion() == null
                && !TransactionSynchronizationManager.isActualTransactionActive()
                && !(command instanceof Claiming claiming && claiming.claims().needCare());
    }

    private <C, R> CommandResultMessage<? extends R> attempt(
            Attempt attempt, CommandMessage<C> command, MessageHandler<? super CommandMessage<?>> handler) {
        FutureCallback<C, R> answer = new FutureCallback<>();
        try {
            attempt.run(() -> super.handle(command, handler, answer));
        } catch (CannotCreateTransactionException databaseDown) {
            return asCommandResultMessage(databaseDown);
        }
        return answer.getResult();
    }

    private static <R> CommandResultMessage<? extends R> told(CommandResultMessage<? extends R> result) {
        return result.isExceptional() ? asCommandResultMessage(refusal(result.exceptionResult())) : result;
    }

    private static Throwable refusal(Throwable failure) {
        return switch (failure) {
            case CommandExecutionException refused -> refused;
            case ConflictingAggregateVersionException changed ->
                Refusals.changedSince(changed.getExpectedVersion(), changed.getActualVersion());
            case Throwable conflict when StoreFailures.isConflict(conflict) -> Refusals.changedAtTheSameTime();
            case Throwable unavailable
            when StoreFailures.isUnavailable(unavailable) -> {
                LOG.error("The store failed", unavailable);
                yield Refusals.storeUnavailable();
            }
            default -> failure;
        };
    }
}
