/** The event store: Axon's JDBC engine on PostgreSQL, or Axon Server. */
@NullMarked
package io.customer360.command.platform.eventstore;

import org.jspecify.annotations.NullMarked;
