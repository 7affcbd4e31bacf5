package io.customer360.command.platform.reservation;

import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** When reservations become lasting, seen from the command that needs them. */
interface ReservationTiming {

    /** Whether a reservation is certain at once, because it lasts exactly if the command's events do. */
    boolean certainAtOnce();

    /** Makes a reservation, before the command is handled. */
    <T> T reserve(Supplier<T> reservation);

    /** Does what follows from the command's success. */
    void onSuccess(UnitOfWork<?> command, Runnable confirmation);

    /** Undoes what the command's failure leaves behind. */
    void onFailure(UnitOfWork<?> command, Runnable release);
}
