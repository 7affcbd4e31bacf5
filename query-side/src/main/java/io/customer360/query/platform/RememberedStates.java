package io.customer360.query.platform;

import io.customer360.events.customer.CustomerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The states that one segment of a reader has written last, so that they need not be read again: what has just happened
 * with a customer is often followed by more, and reading a document is as dear for Elasticsearch as writing it.
 *
 * <p>What is remembered is what is stored, as long as nobody else has written: no other node has worked on the segment,
 * and nothing has changed the view behind the reader's back. Used by one batch at a time.
 */
final class RememberedStates<S> {

    private final int most;
    private final LinkedHashMap<CustomerId, S> states;
    private long interventions;
    private long handled;

    /** @param most of the customers written last; 0 to remember nothing */
    RememberedStates(int most) {
        this.most = most;
        this.states = new LinkedHashMap<>();
    }

    /** Those of some customers that are remembered. Forgets all if somebody else may have written. */
    synchronized Map<CustomerId, S> of(Set<CustomerId> customers, BatchTerms.Terms terms) {
        if (terms.interventions() != interventions || terms.handled() != handled) {
            states.clear();
            return Map.of();
        }
        Map<CustomerId, S> known = new HashMap<>();
        for (CustomerId customer : customers) {
            S state = states.get(customer);
            if (state != null) {
                known.put(customer, state);
            }
        }
        return known;
    }

    /**
     * After a batch is committed.
     *
     * @param handledNow the position that was stored with it
     */
    synchronized void keep(Collection<BatchProjection.Change<S>> written, BatchTerms.Terms terms, long handledNow) {
        for (BatchProjection.Change<S> change : written) {
            // To the end, as the youngest.
            states.remove(change.customerId());
            states.put(change.customerId(), change.state());
        }
        var eldest = states.entrySet().iterator();
        while (states.size() > most) {
            eldest.next();
            eldest.remove();
        }
        interventions = terms.interventions();
        handled = handledNow;
    }

    /** Of these, nobody knows what is stored. */
    synchronized void forget(Collection<CustomerId> customers) {
        states.keySet().removeAll(Set.copyOf(customers));
    }

    synchronized void forgetAll() {
        states.clear();
    }
}
