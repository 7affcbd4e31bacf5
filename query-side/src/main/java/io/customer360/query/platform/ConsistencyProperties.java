package io.customer360.query.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a read waits for what its consistency token stands for.
 *
 * @param timeout after which it answers with what there is, and says how far that is behind
 */
@ConfigurationProperties("customer360.consistency")
record ConsistencyProperties(@DefaultValue("2s") Duration timeout) {}
