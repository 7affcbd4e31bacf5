package io.customer360.query.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the relay of this process is doing.
 *
 * @param since when it came to that
 * @param position the last position that it appended or found, 0 before it has looked
 * @param failure what went wrong, if it is {@code FAILING}
 */
public record RelayStatus(
        State state, Instant since, long position, @Nullable Exception failure) {

    /** What a relay can be at. */
    public enum State {
        STOPPED,
        /** Another node relays; this one takes over if that one ends. */
        STANDING_BY,
        RELAYING,
        /** Trying again, with growing pauses. */
        FAILING
    }
}
