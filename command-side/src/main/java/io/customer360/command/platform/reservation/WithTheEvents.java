package io.customer360.command.platform.reservation;

import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Events and reservations are in one database, and in one transaction: both last, or neither. */
final class WithTheEvents implements ReservationTiming {

    @Override
    public boolean certainAtOnce() {
        return true;
    }

    @Override
    public <T> T reserve(Supplier<T> reservation) {
        return reservation.get();
    }

    @Override
    public void onSuccess(UnitOfWork<?> command, Runnable confirmation) {
        confirmation.run();
    }

    @Override
    public void onFailure(UnitOfWork<?> command, Runnable release) {
        // The transaction's rollback does it.
    }
}
