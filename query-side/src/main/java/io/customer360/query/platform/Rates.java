package io.customer360.query.platform;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many events a second the readers and the relay have handled over a span that ends now, from how far they were at
 * its beginning. Before there was a whole span to look at, it is what there was.
 */
final class Rates {

    /** Over less than this, an accident of the moment would decide. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private final long spanNanos;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long head, Map<String, Map<Integer, Long>> positions) {

        static Sample of(long nanos, Standing standing) {
            return new Sample(
                    nanos,
                    standing.head(),
                    standing.readers().stream()
                            .collect(Collectors.toMap(Standing.OfReader::name, reader -> positions(reader))));
        }

        private static Map<Integer, Long> positions(Standing.OfReader reader) {
            return reader.segments().stream()
                    .collect(Collectors.toMap(Standing.Segment::segment, Standing.Segment::position));
        }
    }

    Rates(Duration span) {
        this.spanNanos = span.toNanos();
    }

    /** @param nanos when it was so, on the clock of {@link System#nanoTime} */
    synchronized void add(long nanos, Standing standing) {
        samples.addLast(Sample.of(nanos, standing));
        while (samples.size() > 1 && nanos - samples.getFirst().nanos() > spanNanos) {
            samples.removeFirst();
        }
    }

    /** Events a second that the ledger has grown by; empty if that can't be told yet. */
    OptionalDouble ofRelay(long nanos, Standing now) {
        Sample first = first(nanos);
        return first == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, now.head() - first.head()) / seconds(first, nanos));
    }

    /**
     * Events a second that a reader has handled: each segment goes through the whole ledger, so that the mean of their
     * ways is that of the reader. One that began anew does not count until it is where it was, nor does what a rebuild
     * has handled in its place.
     */
    OptionalDouble ofReader(long nanos, Standing.OfReader now) {
        Sample first = first(nanos);
        if (first == null) {
            return OptionalDouble.empty();
        }
        Map<Integer, Long> before = first.positions().getOrDefault(now.name(), Map.of());
        return now.segments().stream()
                .filter(segment -> before.containsKey(segment.segment()))
                .mapToLong(segment -> Math.max(
                        0, segment.position() - Math.max(now.headStart(), before.getOrDefault(segment.segment(), 0L))))
                .average()
                .stream()
                .map(events -> events / seconds(first, nanos))
                .findFirst();
    }

    private synchronized @Nullable Sample first(long nanos) {
        Sample first = samples.peekFirst();
        return first == null || nanos - first.nanos() < SHORTEST.toNanos() ? null : first;
    }

    private static double seconds(Sample first, long nanos) {
        return (nanos - first.nanos()) / (double) Duration.ofSeconds(1).toNanos();
    }
}
