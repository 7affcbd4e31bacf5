package io.customer360.command.platform;

import java.util.List;
import org.axonframework.commandhandling.CommandMessage;

/** Does at once, for all the commands of a batch, what would else be done for each of them before it is handled. */
@FunctionalInterface
public interface BatchPreparation {

    /** Called once, in the unit of work of the batch, before the first of its commands. */
    void prepare(List<CommandMessage<?>> commands);
}
