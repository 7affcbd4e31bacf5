package io.customer360.command.platform.reservation;

import io.customer360.command.platform.Command;
import org.axonframework.commandhandling.CommandMessage;

/**
 * For what and by whom something is reserved.
 *
 * @param aggregateId what it belongs to from then on
 * @param commandId the command that reserves it; the events that come of the command name it as their cause
 */
record Reserver(String aggregateId, String commandId) {

    static Reserver of(Command command, CommandMessage<?> message) {
        return new Reserver(command.aggregateId(), message.getIdentifier());
    }
}
