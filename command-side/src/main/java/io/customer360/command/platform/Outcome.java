package io.customer360.command.platform;

import org.jspecify.annotations.Nullable;

/**
 * What came of a command.
 *
 * @param id the aggregate that it created or changed
 * @param version the version of that aggregate after it: the number of its last event, from 0
 * @param eventId the last event that the command led to; none if there was nothing left to do
 * @param created whether it created the aggregate
 */
public record Outcome(String id, long version, @Nullable String eventId, boolean created) {}
