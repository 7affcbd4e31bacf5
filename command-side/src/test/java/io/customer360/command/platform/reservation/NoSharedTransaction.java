package io.customer360.command.platform.reservation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * For a test in which reservations and events don't share a transaction, as with Axon Server. It is no configuration by
 * name: the application scans this package too, and other tests must not find it.
 */
public class NoSharedTransaction {

    @Bean
    @Primary
    ReservationTiming aheadOfTheEvents(PlatformTransactionManager transactions) {
        return new AheadOfTheEvents(transactions);
    }
}
