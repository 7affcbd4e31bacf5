package io.customer360.command.platform;

import java.util.List;

/** Many commands in one transaction: all of them, or none. */
public interface CommandBatch {

    /**
     * Handles the commands in their order; later ones see what earlier ones did. If one is refused, none has had any
     * effect, and the caller may send them one by one to find out which.
     *
     * @return the outcomes, in the order of the commands
     * @throws Rejected if one of them is refused
     */
    List<Outcome> execute(List<? extends Command> commands, Origin origin);
}
