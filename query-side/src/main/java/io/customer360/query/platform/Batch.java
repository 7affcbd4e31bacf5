package io.customer360.query.platform;

import io.customer360.events.CustomerFact;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.FactContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/** The facts of one unit of work on their way through a projection: states are read once, folded, and written once. */
final class Batch<S> {

    private final BatchProjection<S> projection;
    private final Set<String> leftOut;
    private final Map<CustomerId, S> stored;
    private final Map<CustomerId, BatchProjection.Change<S>> changed = new LinkedHashMap<>();
    private final List<Instant> recorded = new ArrayList<>();

    /** @param leftOut the ids of events that the projection is to know nothing of */
    Batch(BatchProjection<S> projection, Set<CustomerId> customers, Set<String> leftOut) {
        this(projection, customers, leftOut, Map.of());
    }

    /** @param known states that need not be read */
    Batch(BatchProjection<S> projection, Set<CustomerId> customers, Set<String> leftOut, Map<CustomerId, S> known) {
        this.projection = projection;
        this.leftOut = leftOut;
        this.stored = new HashMap<>(known);
        Set<CustomerId> unknown = new LinkedHashSet<>(customers);
        unknown.removeAll(known.keySet());
        if (!unknown.isEmpty()) {
            stored.putAll(projection.prefetch(unknown));
        }
    }

    boolean leavesOut(EventMessage<?> message) {
        return leftOut.contains(message.getIdentifier());
    }

    /** Leaves everything as it was if the fold throws. */
    void fold(CustomerFact fact, FactContext context) {
        CustomerId customer = fact.customerId();
        if (context.position() <= foldedUpTo(customer) || !projection.handles(fact)) {
            return;
        }
        BatchProjection.Change<S> change = changed.get(customer);
        S before = change == null ? stored.get(customer) : change.state();
        S after = projection.fold(before, fact, context);
        changed.put(customer, new BatchProjection.Change<>(customer, context.position(), after));
        recorded.add(context.recordedAt());
    }

    private long foldedUpTo(CustomerId customer) {
        BatchProjection.Change<S> change = changed.get(customer);
        if (change != null) {
            return change.position();
        }
        @Nullable S state = stored.get(customer);
        return state == null ? 0 : projection.foldedUpTo(state);
    }

    /** When the facts that were folded had been recorded. */
    List<Instant> recorded() {
        return recorded;
    }

    /** The states that are another than before. */
    Collection<BatchProjection.Change<S>> changes() {
        return List.copyOf(changed.values());
    }

    /** The customers whose states were refused for good, with the reason. */
    Map<CustomerId, String> flush() {
        return changed.isEmpty() ? Map.of() : projection.flush(changes());
    }
}
