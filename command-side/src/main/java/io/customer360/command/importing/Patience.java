package io.customer360.command.importing;

import io.customer360.platform.background.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long an import waits for a database that is away: with growing pauses, and not for ever. */
final class Patience {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Duration atMost;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private @Nullable Instant since;
    private long rowsRead;

    Patience(Duration atMost) {
        this.atMost = atMost;
    }

    /**
     * What an import waits for.
     *
     * @param since when the database was first found away
     * @param until when it is tried again
     */
    record Wait(Instant since, Instant until) {}

    /**
     * The import begins, goes on, or has stored some more. If it has come further since the last time, the database had
     * been back.
     */
    void goesOnAfter(long rows) {
        if (rows > rowsRead) {
            rowsRead = rows;
            since = null;
            backoff.reset();
        }
    }

    boolean isTried() {
        return since != null;
    }

    /** The next wait; none if it has been long enough. */
    Optional<Wait> after(Instant now) {
        Instant first = since == null ? now : since;
        since = first;
        if (!now.isBefore(first.plus(atMost))) {
            return Optional.empty();
        }
        return Optional.of(wait(first, now));
    }

    /** The next wait for what has to be done, however long it has been. */
    Wait afterAll(Instant now) {
        return wait(since == null ? now : since, now);
    }

    private Wait wait(Instant first, Instant now) {
        return new Wait(first, now.plus(backoff.pause()));
    }
}
