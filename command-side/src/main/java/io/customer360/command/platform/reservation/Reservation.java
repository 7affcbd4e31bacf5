package io.customer360.command.platform.reservation;

import java.time.Instant;

/**
 * Something that a command has taken for an aggregate.
 *
 * @param confirmed whether it lasts; otherwise that depends on what becomes of the command
 */
record Reservation(Reserver reserver, boolean confirmed, Instant reservedAt) {}
