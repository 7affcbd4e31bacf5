package io.customer360.query.ledger;

import java.util.Optional;
import java.util.UUID;

/**
 * What a write answers with in {@code X-Consistency-Token}, and a read carries to be shown that write: the id of the
 * last event that the write stored.
 */
public record ConsistencyToken(String eventId) {

    /** The header of requests and answers. */
    public static final String HEADER = "X-Consistency-Token";

    /** The header of an answer that could not wait any longer: by how many events the view is behind. */
    public static final String LAG_HEADER = "X-Consistency-Lag";

    /** Empty if the text can't be an event's id. */
    public static Optional<ConsistencyToken> parse(String text) {
        try {
            var id = UUID.fromString(text.strip());
            return Optional.of(new ConsistencyToken(id.toString()));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
