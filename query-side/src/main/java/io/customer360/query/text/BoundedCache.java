package io.customer360.query.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps what was computed for the keys used last. */
final class BoundedCache<K, V> {

    private final Map<K, V> entries;
    private final Function<K, V> computation;

    BoundedCache(int most, Function<K, V> computation) {
        this.computation = computation;
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    V get(K key) {
        synchronized (entries) {
            V kept = entries.get(key);
            if (kept != null) {
                return kept;
            }
        }
        // Outside of the lock: the same twice does no harm, and others need not wait for it.
        V computed = computation.apply(key);
        synchronized (entries) {
            entries.put(key, computed);
        }
        return computed;
    }
}
