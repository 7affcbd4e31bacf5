package io.customer360.query.profile;

import io.customer360.events.customer.CustomerBounds;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lists and maps of a profile that hold all that the write side accepts, and never more than that. What would be more
 * is left out; it stays in the ledger.
 */
final class Capped {

    private static final int MOST = CustomerBounds.MOST_DETAILS;

    private Capped() {}

    static <E> List<E> of(List<E> elements) {
        return elements.size() <= MOST ? elements : elements.subList(0, MOST);
    }

    static <E> List<E> with(List<E> list, E element) {
        return with(list, element, MOST);
    }

    static <E> List<E> with(List<E> list, E element, int most) {
        return list.size() >= most || list.contains(element)
                ? list
                : Stream.concat(list.stream(), Stream.of(element)).toList();
    }

    static <E> List<E> without(List<E> list, Predicate<E> which) {
        return list.stream().filter(which.negate()).toList();
    }

    static <E> List<E> replaced(List<E> list, Predicate<E> which, E by) {
        return list.stream()
                .map(element -> which.test(element) ? by : element)
                .distinct()
                .toList();
    }

    static <K, V> SortedMap<K, V> of(SortedMap<K, V> map) {
        SortedMap<K, V> capped = new TreeMap<>();
        map.forEach((key, value) -> {
            if (capped.size() < MOST) {
                capped.put(key, value);
            }
        });
        return capped;
    }

    static <K, V> SortedMap<K, V> with(SortedMap<K, V> map, K key, V value) {
        if (map.size() >= MOST && !map.containsKey(key)) {
            return map;
        }
        SortedMap<K, V> more = new TreeMap<>(map);
        more.put(key, value);
        return more;
    }

    static <K, V> SortedMap<K, V> without(SortedMap<K, V> map, K key) {
        SortedMap<K, V> fewer = new TreeMap<>(map);
        fewer.remove(key);
        return fewer;
    }
}
