package io.customer360.command.platform.reservation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param idempotencyKeysKept how long a request can be repeated under its Idempotency-Key
 * @param pendingAtMost how long a command may take between reserving and confirming, with an event store outside of
 *     this database
 * @param sweepEvery how often what is older is looked for
 */
@ConfigurationProperties("customer360.reservations")
record ReservationProperties(
        @DefaultValue("P2D") Duration idempotencyKeysKept,
        @DefaultValue("PT1M") Duration pendingAtMost,
        @DefaultValue("PT5M") Duration sweepEvery) {

    ReservationProperties {
        requirePositive("idempotency-keys-kept", idempotencyKeysKept);
        requirePositive("pending-at-most", pendingAtMost);
        requirePositive("sweep-every", sweepEvery);
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(
                    "customer360.reservations.%s has to be longer than nothing, such as 1m".formatted(name));
        }
    }
}
