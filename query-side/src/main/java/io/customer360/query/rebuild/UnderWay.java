package io.customer360.query.rebuild;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** What this node has done for a rebuild and not stored yet: facts of slices that are not written whole, and time. */
@Component
class UnderWay {

    private final LongAdder facts = new LongAdder();
    private boolean busy;
    private long since;

    void folded(long more) {
        facts.add(more);
    }

    long facts() {
        return facts.sum();
    }

    synchronized void begin() {
        busy = true;
        since = System.nanoTime();
    }

    synchronized void end() {
        busy = false;
    }

    /** The time since this was called last, or since it began: it is going to be stored. */
    synchronized Duration take() {
        Duration taken = time();
        since = System.nanoTime();
        return taken;
    }

    synchronized Duration time() {
        return busy ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO;
    }
}
