package io.customer360.command.platform.eventstore;

import com.google.common.cache.CacheBuilder;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of one type that this node has handled lately. Another node may have changed them since: what is
 * decided by one is stored only if it is still at the same version.
 */
final class RememberedAggregates implements Cache {

    private final com.google.common.cache.Cache<Object, Object> entries;

    /**
     * The one that was used longest ago gives way. (A cache that lets in only what has been used often, as Caffeine
     * does, forgets a new customer between two commands: as many as half of all loads were of such ones.)
     *
     * @param atMost how many; fewer where memory is scarce
     */
    RememberedAggregates(int atMost) {
        // Guava keeps the order of use within each of as many parts as this.
        entries = CacheBuilder.newBuilder()
                .concurrencyLevel(1)
                .maximumSize(atMost)
                .softValues()
                .build();
    }

    /** Nothing for a command that only what is stored may decide. */
    @Override
    // The interface, which has no annotations, wants it like this, and null for nothing.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public <K, V> @Nullable V get(K id) {
        if (Attempt.isHopeful()) {
            return (V) entries.getIfPresent(id);
        }
        entries.invalidate(id);
        return null;
    }

    /**
     * Asked before the events are stored. What a batch does may be part of a larger transaction, of whose end nobody
     * hears here: it is not remembered.
     */
    @Override
    public void put(Object id, Object entry) {
        if (Attempt.isBound()) {
            entries.put(id, entry);
        } else {
            entries.invalidate(id);
        }
        if (Attempt.isHopeful() && entry instanceof AggregateCacheEntry<?> aggregate) {
            StoredTogether.with(CurrentUnitOfWork.get()).restsOn((String) id, version(aggregate));
        }
    }

    /** The entry tells it only by giving the aggregate, which it holds. */
    @SuppressWarnings("NullAway") // nothing is asked of the arguments
    private static long version(AggregateCacheEntry<?> entry) {
        return entry.recreateAggregate(null, null, null, null).version();
    }

    @Override
    public boolean putIfAbsent(Object id, Object aggregate) {
        return entries.asMap().putIfAbsent(id, aggregate) == null;
    }

    @Override
    public boolean remove(Object id) {
        return entries.asMap().remove(id) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object id) {
        return entries.asMap().containsKey(id);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object id, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(id, (key, value) -> update.apply((V) value));
    }

    /** Nobody listens to what is remembered. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("What is remembered is nobody else's concern");
    }
}
