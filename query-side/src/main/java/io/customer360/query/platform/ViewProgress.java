package io.customer360.query.platform;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for a customer in a view, when a reader of this process has written it. Nobody else is woken:
 * each of them would ask Elasticsearch, and the more wait, the later what they wait for would come.
 */
@Component
class ViewProgress {

    private final Map<Place, Set<Waiting>> waiting = new ConcurrentHashMap<>();

    /** What somebody waits for: a sequence, as a customer's facts are one, in a reader's view. */
    private record Place(String reader, String sequence) {}

    /** Whoever looks only after this was called misses nothing that is written later. */
    Waiting at(String reader, String sequence) {
        Waiting begun = new Waiting(new Place(reader, sequence));
        waiting.compute(begun.place, (place, others) -> {
            Set<Waiting> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(begun);
            return all;
        });
        return begun;
    }

    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /** A reader has written something of these sequences. */
    void advanced(String reader, Stream<String> sequences) {
        sequences.forEach(sequence ->
                waiting.getOrDefault(new Place(reader, sequence), Set.of()).forEach(one -> one.advances.release()));
    }

    /** One who waits, until it is closed. */
    final class Waiting implements AutoCloseable {

        private final Place place;
        private final Semaphore advances = new Semaphore(0);

        private Waiting(Place place) {
            this.place = place;
        }

        /** Returns when something was written since this returned last, or the time is over. */
        void await(long nanos) throws InterruptedException {
            if (advances.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                advances.drainPermits();
            }
        }

        @Override
        public void close() {
            waiting.computeIfPresent(place, (where, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
