package io.customer360.platform.background;

import java.time.Duration;

/** Pauses between tries of something that fails, each twice as long as the one before, up to a longest. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration next;

    public Backoff(Duration first, Duration longest) {
        this.longest = longest;
        this.first = shorter(first);
        this.next = this.first;
    }

    /** How long to wait before the next try. */
    public Duration pause() {
        Duration pause = next;
        next = shorter(pause.multipliedBy(2));
        return pause;
    }

    /** It got on: the next pause is the first one again. */
    public void reset() {
        next = first;
    }

    private Duration shorter(Duration pause) {
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
