package io.customer360.command.customer;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** By which names categories are known: {@code Industry} and {@code industry} are the same. */
final class CategoryName {

    private CategoryName() {}

    static String of(String category) {
        return category.strip().toLowerCase(Locale.ROOT);
    }

    static Map<String, String> keys(Map<String, String> categories) {
        Map<String, String> named = new TreeMap<>();
        categories.forEach((category, value) -> named.put(of(category), value));
        return Collections.unmodifiableMap(named);
    }
}
