package io.customer360.command.platform.reservation;

import org.axonframework.common.AxonTransientException;

/** Another command holds what this one needs, and has not finished. Trying again a little later will tell. */
public final class ReservationPending extends AxonTransientException {

    private static final long serialVersionUID = 1L;

    ReservationPending(String message) {
        super(message);
    }
}
