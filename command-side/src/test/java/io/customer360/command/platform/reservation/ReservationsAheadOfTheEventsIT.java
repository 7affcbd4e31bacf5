package io.customer360.command.platform.reservation;

import org.springframework.context.annotation.Import;

/** The same promises hold where reservations and events don't share a transaction, as with Axon Server. */
@Import(NoSharedTransaction.class)
class ReservationsAheadOfTheEventsIT extends ReservationsIT {}
