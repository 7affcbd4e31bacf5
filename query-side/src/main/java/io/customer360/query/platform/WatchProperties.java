package io.customer360.query.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the readers and the relay are watched.
 *
 * @param interval how often a node looks how far they are; less often if a look takes long
 * @param span over which rates are taken
 */
@Validated
@ConfigurationProperties("customer360.watch")
record WatchProperties(
        @DefaultValue("5s") Duration interval,
        @DefaultValue("1m") Duration span) {}
