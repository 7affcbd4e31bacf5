package io.customer360.command.platform.reservation;

import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReservationProperties.class)
@EnableScheduling
class ReservationConfiguration {

    @Bean
    Reservations reservations(JdbcClient jdbc) {
        return new Reservations(jdbc);
    }

    @Bean
    Effects effects(EventStore eventStore) {
        return new Effects(eventStore);
    }

    @Bean
    IdempotentRequests idempotentRequests(
            IdempotentRequestTable table, ReservationTiming timing, Effects effects, ReservationProperties properties) {
        return new IdempotentRequests(table, timing, effects, properties.pendingAtMost());
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false", matchIfMissing = true)
    ReservationTiming reservationsWithTheEvents() {
        return new WithTheEvents();
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
    ReservationTiming reservationsAheadOfTheEvents(PlatformTransactionManager transactions) {
        return new AheadOfTheEvents(transactions);
    }

    @Bean
    PendingReservations pendingReservations(
            Reservations reservations,
            ReservationTiming timing,
            Effects effects,
            Clock clock,
            ReservationProperties properties) {
        return new PendingReservations(reservations, timing, effects, clock, properties.pendingAtMost());
    }

    @Bean
    ReservingInterceptor reservingInterceptor(
            Reservations reservations,
            PendingReservations pending,
            IdempotentRequests requests,
            ReservationTiming timing,
            EventStore eventStore,
            CommandTargetResolver targets) {
        return new ReservingInterceptor(reservations, pending, requests, timing, eventStore, targets);
    }

    @Bean
    ReservationSweep reservationSweep(
            PendingReservations pending,
            IdempotentRequests requests,
            PlatformTransactionManager transactions,
            Clock clock,
            ReservationProperties properties) {
        return new ReservationSweep(pending, requests, transactions, clock, properties);
    }
}
