package io.customer360.query.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the event store on PostgreSQL is, if not in the database that the ledger is in.
 *
 * @param url a JDBC address
 */
@ConfigurationProperties("customer360.event-store")
record EventStoreProperties(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password) {}
