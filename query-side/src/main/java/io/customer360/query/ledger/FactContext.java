package io.customer360.query.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * Where a fact stands and where it comes from: what a fold may know beside the fact itself.
 *
 * @param position the fact's place in the ledger, counted from 1
 * @param recordedAt when the event store took it
 * @param aggregateId the business object that published it
 * @param aggregateVersion its number in that object's stream, counted from 0
 * @param metadata who did it, why, from which system; see {@code EventMetadata} for the keys
 */
public record FactContext(
        long position,
        Instant recordedAt,
        String eventId,
        String aggregateId,
        long aggregateVersion,
        Map<String, String> metadata) {
    public FactContext {
        metadata = Map.copyOf(metadata);
    }
}
