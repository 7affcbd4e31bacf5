package io.customer360.query.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the ledger's readers work.
 *
 * @param batchSize facts that are folded in one unit of work, at most
 * @param segments how many parts each reader works in at once; fixed when it first starts
 * @param claimTimeout after which silence another node takes over a segment
 * @param claimInterval how often a node looks for segments that are free
 * @param statesRemembered customers whose states each segment remembers after it has written them, at some kilobytes
 *     each, so that those of whom more is heard soon need not be read again
 * @param maxParkedSequences customers that may be parked at once; beyond that the reader halts
 * @param maxParkedFacts facts of one customer that may be parked; beyond that the reader halts
 */
@Validated
@ConfigurationProperties("customer360.readers")
record ReaderProperties(
        @DefaultValue("1000") @Min(1) @Max(10_000) int batchSize,
        @DefaultValue("2") @Min(1) @Max(64) int segments,
        @DefaultValue("10s") Duration claimTimeout,
        @DefaultValue("1s") Duration claimInterval,
        @DefaultValue("5000") @Min(0) @Max(1_000_000) int statesRemembered,
        @DefaultValue("100000") @Min(1024) int maxParkedSequences,
        @DefaultValue("1000000") @Min(1024) int maxParkedFacts) {}
