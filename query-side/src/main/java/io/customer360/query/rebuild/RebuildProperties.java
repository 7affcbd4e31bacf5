package io.customer360.query.rebuild;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How views are built again.
 *
 * @param workers that fold customers side by side; each takes up to two connections at once, of the few that there are
 * @param notedEvery after so many facts of a worker, and to the end of the slice that it is at then, it is noted how
 *     far it has come; what follows is folded again after an interruption
 * @param lookEvery how often a node looks whether there is a rebuild to run or to take over
 * @param sampledCustomers whose documents are compared with the live ones
 * @param mostFailures customers whose facts can't be folded, beyond which it is given up
 */
@Validated
@ConfigurationProperties("customer360.rebuild")
record RebuildProperties(
        @DefaultValue("2") @Min(1) @Max(8) int workers,
        @DefaultValue("20000") @Min(1) @Max(10_000_000) int notedEvery,
        @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("100") @Min(0) @Max(10_000) int sampledCustomers,
        @DefaultValue("1000") @Min(0) @Max(100_000) int mostFailures) {}
