package io.customer360.query.ledger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the relay works.
 *
 * @param batchSize events that are appended in one transaction, at most
 * @param pollInterval how long it rests when the event store has nothing new
 * @param electionInterval how often a node asks whether it may be the one that relays
 * @param maxBackoff how long it rests at most after failures in a row
 */
@Validated
@ConfigurationProperties("customer360.relay")
record RelayProperties(
        @DefaultValue("2000") @Min(1) @Max(100_000) int batchSize,
        @DefaultValue("20ms") Duration pollInterval,
        @DefaultValue("500ms") Duration electionInterval,
        @DefaultValue("15s") Duration maxBackoff) {}
