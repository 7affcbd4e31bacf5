package io.customer360.command.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Many commands in one transaction: all of them, or none. */
public final class CommandBatch {

    private final CommandBus localCommands;
    private final BatchPreparation preparation;
    private final TransactionManager transactions;

    /** @param localCommands handles commands in this thread, and so within its unit of work */
    CommandBatch(CommandBus localCommands, BatchPreparation preparation, TransactionManager transactions) {
        this.localCommands = localCommands;
        this.preparation = preparation;
        this.transactions = transactions;
    }

    /**
     * Handles the commands in their order; later ones see what earlier ones did. If one is refused or fails, none has
     * had any effect, and the caller may send them one by one to find out which, or because the failure was one that
     * {@link CommandSender} overcomes by trying again.
     *
     * @return the outcomes, in the order of the commands
     * @throws Rejected if one of them is refused
     */
    public List<Outcome> execute(List<? extends Command> commands, Origin origin) {
        Map<String, String> metadata = origin.metadata();
        List<CommandMessage<?>> messages = commands.stream()
                .<CommandMessage<?>>map(command -> new GenericCommandMessage<>(command, metadata))
                .toList();
        return messages.isEmpty() ? List.of() : inOneUnitOfWork(messages.getFirst(), () -> outcomes(messages));
    }

    private <T> T inOneUnitOfWork(CommandMessage<?> first, Callable<T> task) {
        UnitOfWork<CommandMessage<?>> unit = DefaultUnitOfWork.startAndGet(first);
        unit.attachTransaction(transactions);
        ResultMessage<T> result = unit.executeWithResult(task);
        if (result.isExceptional()) {
            throw asUnchecked(result.exceptionResult());
        }
        return result.getPayload();
    }

    private List<Outcome> outcomes(List<CommandMessage<?>> messages) {
        preparation.prepare(messages);
        List<Outcome> outcomes = new ArrayList<>(messages.size());
        for (CommandMessage<?> message : messages) {
            FutureCallback<Object, Outcome> answer = new FutureCallback<>();
            localCommands.dispatch(message, answer);
            ResultMessage<? extends Outcome> result = answer.getResult();
            if (result.isExceptional()) {
                throw asUnchecked(result.exceptionResult());
            }
            outcomes.add(result.getPayload());
        }
        return outcomes;
    }

    private static RuntimeException asUnchecked(Throwable failure) {
        return switch (failure) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException(failure);
        };
    }
}
