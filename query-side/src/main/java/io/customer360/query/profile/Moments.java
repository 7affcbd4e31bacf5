package io.customer360.query.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How often something happened, and when first and last, in constant space.
 *
 * <p>Moments may come in any order and may be taken back. A few of the earliest and latest ones are kept, so that the
 * one behind is known when the first or last is taken back. Only if all the kept ones of an end are taken back while
 * there are others does that end stay at the last one taken back: a bound of the true one.
 *
 * @param earliest the earliest moments, beginning with the first
 * @param latest the latest moments, beginning with the last
 */
public record Moments(long count, List<Instant> earliest, List<Instant> latest) {

    private static final int KEPT = 3;

    static final Moments NONE = new Moments(0, List.of(), List.of());

    public Moments {
        earliest = List.copyOf(earliest);
        latest = List.copyOf(latest);
    }

    public Optional<Instant> first() {
        return earliest.isEmpty() ? Optional.empty() : Optional.of(earliest.getFirst());
    }

    public Optional<Instant> last() {
        return latest.isEmpty() ? Optional.empty() : Optional.of(latest.getFirst());
    }

    Moments plus(Instant moment) {
        return new Moments(
                count + 1,
                plus(moment, earliest, Comparator.naturalOrder()),
                plus(moment, latest, Comparator.reverseOrder()));
    }

    Moments minus(Instant moment) {
        return count <= 1 ? NONE : new Moments(count - 1, minus(moment, earliest), minus(moment, latest));
    }

    private List<Instant> plus(Instant moment, List<Instant> kept, Comparator<Instant> order) {
        boolean someAreForgotten = count > kept.size();
        boolean behindTheKeptOnes = kept.isEmpty() || order.compare(moment, kept.getLast()) > 0;
        if (behindTheKeptOnes && (someAreForgotten || kept.size() == KEPT)) {
            return kept;
        }
        List<Instant> more = new ArrayList<>(kept);
        more.add(moment);
        more.sort(order);
        return more.size() > KEPT ? more.subList(0, KEPT) : more;
    }

    private List<Instant> minus(Instant moment, List<Instant> kept) {
        if (kept.size() == 1) {
            return kept;
        }
        List<Instant> fewer = new ArrayList<>(kept);
        fewer.remove(moment);
        return fewer;
    }
}
