package io.customer360.command.platform.eventstore;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param aggregatesRemembered how many aggregates of each type are kept in memory, where it isn't scarce, so that a
 *     command about one of them need not load it; with the events in PostgreSQL only
 */
@ConfigurationProperties("customer360.commands")
record CommandProperties(@DefaultValue("10000") int aggregatesRemembered) {

    CommandProperties {
        if (aggregatesRemembered < 0) {
            throw new IllegalArgumentException(
                    "customer360.commands.aggregates-remembered can't be less than none; 0 switches it off");
        }
    }
}
