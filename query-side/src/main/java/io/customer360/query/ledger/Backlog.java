package io.customer360.query.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Events that are committed in the event store and not in the ledger.
 *
 * @param since when the first of them was recorded; null if there are none, or if it can't be found out in time
 */
public record Backlog(long events, @Nullable Instant since) {

    static final Backlog NONE = new Backlog(0, null);
}
