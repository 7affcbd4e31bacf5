package io.customer360.command.platform.reservation;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/** The same promises hold where reservations and events don't share a transaction, as with Axon Server. */
@Import(ReservationsAheadOfTheEventsIT.NoSharedTransaction.class)
class ReservationsAheadOfTheEventsIT extends ReservationsIT {

    @TestConfiguration(proxyBeanMethods = false)
    static class NoSharedTransaction {

        @Bean
        @Primary
        ReservationTiming aheadOfTheEvents(PlatformTransactionManager transactions) {
            return new AheadOfTheEvents(transactions);
        }
    }
}
