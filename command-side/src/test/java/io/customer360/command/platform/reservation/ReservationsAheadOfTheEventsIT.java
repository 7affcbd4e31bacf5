package io.customer360.command.platform.reservation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/** The same promises hold where reservations and events don't share a transaction, as with Axon Server. */
@Import(ReservationsAheadOfTheEventsIT.NoSharedTransaction.class)
class ReservationsAheadOfTheEventsIT extends ReservationsIT {

    /** No configuration by name: the application scans this package too, and other tests must not find it. */
    static class NoSharedTransaction {

        @Bean
        @Primary
        ReservationTiming aheadOfTheEvents(PlatformTransactionManager transactions) {
            return new AheadOfTheEvents(transactions);
        }
    }
}
