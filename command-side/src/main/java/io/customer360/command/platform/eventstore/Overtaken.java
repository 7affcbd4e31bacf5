package io.customer360.command.platform.eventstore;

import org.axonframework.modelling.command.ConcurrencyException;

/** What a decision rests on has changed before its events could be stored; none of them is. */
final class Overtaken extends ConcurrencyException {

    private static final long serialVersionUID = 1L;

    Overtaken(String message) {
        super(message);
    }
}
