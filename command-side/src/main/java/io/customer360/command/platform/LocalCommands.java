package io.customer360.command.platform;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Handles the commands of this node, and makes of what fails when they are stored a refusal: of any other exception,
 * only its text would travel through Axon Server back to the sender.
 */
final class LocalCommands extends SimpleCommandBus {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCommands.class);

    LocalCommands(Builder builder) {
        super(builder);
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
        CommandCallback<C, R> told = (message, result) -> callback.onResult(message, told(result));
        try {
            super.handle(command, handler, told);
        } catch (CannotCreateTransactionException databaseDown) {
            callback.onResult(command, asCommandResultMessage(refusal(databaseDown)));
        }
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
