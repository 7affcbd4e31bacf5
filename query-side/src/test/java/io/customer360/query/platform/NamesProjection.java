package io.customer360.query.platform;

import io.customer360.events.CustomerEvent.CustomerNameCorrected;
import io.customer360.events.CustomerFact;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.ledger.ReadView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps the names that each customer has had; can be told to fail in every way that a projection can. */
class NamesProjection implements BatchProjection<NamesProjection.Names>, ReadView {

    record Names(long position, List<String> names) {}

    final Map<CustomerId, Names> stored = new ConcurrentHashMap<>();
    final Set<CustomerId> failing = ConcurrentHashMap.newKeySet();
    final Set<CustomerId> refused = ConcurrentHashMap.newKeySet();
    final AtomicInteger flushes = new AtomicInteger();
    final AtomicInteger prefetched = new AtomicInteger();
    final AtomicInteger refreshes = new AtomicInteger();
    volatile boolean unreachable;
    volatile boolean takesNothing;
    volatile CountDownLatch gate = new CountDownLatch(0);

    void heal() {
        failing.clear();
        refused.clear();
        unreachable = false;
        takesNothing = false;
        gate.countDown();
    }

    List<String> namesOf(CustomerId customer) {
        Names names = stored.get(customer);
        return names == null ? List.of() : names.names();
    }

    @Override
    public String name() {
        return "names";
    }

    @Override
    public NamesProjection into(String index) {
        return this;
    }

    @Override
    public Map<CustomerId, Names> prefetch(Set<CustomerId> customers) {
        if (unreachable) {
            throw new IllegalStateException("the store does not answer");
        }
        prefetched.addAndGet(customers.size());
        var found = new HashMap<>(stored);
        found.keySet().retainAll(customers);
        return found;
    }

    @Override
    public long foldedUpTo(Names state) {
        return state.position();
    }

    @Override
    public Names fold(@Nullable Names before, CustomerFact fact, FactContext context) {
        if (failing.contains(fact.customerId())) {
            throw new IllegalArgumentException("a name that can't be");
        }
        List<String> names = before == null ? new ArrayList<>() : new ArrayList<>(before.names());
        if (fact instanceof CustomerNameCorrected corrected) {
            names.add(corrected.name());
        }
        return new Names(context.position(), List.copyOf(names));
    }

    @Override
    public Map<CustomerId, String> flush(Collection<Change<Names>> changes) {
        flushes.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        if (takesNothing) {
            throw new IllegalStateException("the store takes nothing");
        }
        Map<CustomerId, String> refusals = new HashMap<>();
        for (Change<Names> change : changes) {
            if (refused.contains(change.customerId())) {
                refusals.put(change.customerId(), "a document that does not fit");
            } else {
                stored.put(change.customerId(), change.state());
            }
        }
        return refusals;
    }

    @Override
    public boolean shows(LedgerEntry entry) {
        Names names = entry.customerId() == null ? null : stored.get(entry.customerId());
        return names != null && names.position() >= entry.position();
    }

    @Override
    public void refresh() {
        refreshes.incrementAndGet();
    }
}
