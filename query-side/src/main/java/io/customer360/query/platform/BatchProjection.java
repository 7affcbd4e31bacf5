package io.customer360.query.platform;

import io.customer360.events.CustomerFact;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.FactContext;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A projection that handles hundreds of facts in one unit of work: one read of the states of all customers concerned, a
 * fold of each fact in memory, one write. Declare one as a bean, and it is read from the ledger's start by a processor
 * of its own.
 *
 * <p>A fact whose {@link #fold} throws is parked, with all that follows for its customer; the others go on. A
 * {@link #flush} that throws rolls the whole batch back, and it is tried again until it works.
 *
 * @param <S> what is kept of one customer while a batch is folded: a document, or the entries to be written
 */
public interface BatchProjection<S> {

    /** The processing group, unique and stable: positions and parked facts are stored under it. */
    String name();

    /** Whether the projection cares about a fact at all. */
    default boolean handles(CustomerFact fact) {
        return true;
    }

    /** The same projection, on the index behind this alias instead of its own. */
    BatchProjection<S> into(String alias);

    /**
     * Whether a state is all that is kept of its customer. Otherwise it is only what a few facts have led to, and can
     * be written and forgotten at any time.
     */
    default boolean keepsStates() {
        return true;
    }

    /** The states of customers as they are stored, in one read; customers without one are left out. */
    Map<CustomerId, S> prefetch(Set<CustomerId> customers);

    /**
     * The position that a stored state is folded up to: facts at or below it are skipped, so that a batch that is
     * repeated counts nothing twice. A projection whose states are not stored returns 0.
     */
    default long foldedUpTo(S state) {
        return 0;
    }

    /**
     * The state after a fact. Pure: {@code before} stays as it is, since it is used again if this throws.
     *
     * @param before null if the customer has no state yet
     */
    S fold(@Nullable S before, CustomerFact fact, FactContext context);

    /**
     * Writes the states that changed, in one request, and returns when they are stored.
     *
     * @return the customers whose states were refused for good, with the reason; their facts of this batch are parked.
     *     {@link BulkAnswer} tells these from those that are worth another try
     */
    Map<CustomerId, String> flush(Collection<Change<S>> changes);

    /**
     * A customer's state after a batch.
     *
     * @param position of the last fact that is in it
     */
    record Change<S>(CustomerId customerId, long position, S state) {}
}
