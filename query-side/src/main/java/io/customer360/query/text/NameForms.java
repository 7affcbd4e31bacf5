package io.customer360.query.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The forms in which people look for a name.
 *
 * @param folded without case and accents, in its own script
 * @param latin in Latin letters, with a blank between syllables of Chinese names: {@code zeng guo fan}
 * @param compact in Latin letters without blanks: the whole name, the first part put last, and, for Chinese names, the
 *     part after the first: {@code zengguofan}, {@code guofanzeng}, {@code guofan}
 * @param initials of the parts in Latin letters: {@code zgf}
 * @param within what a long Chinese name has in its middle, in Latin letters: the rest from each syllable on, its
 *     initials, and each two syllables. People leave out the place that a company's name begins with.
 */
public record NameForms(String folded, String latin, List<String> compact, List<String> initials, List<String> within) {

    private static final int REMEMBERED = 20_000;
    private static final int MOST_PARTS_OF_A_PERSON = 6;
    private static final int MOST_PARTS_WITHIN = 12;
    private static final Pattern NO_LETTERS_OR_DIGITS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final BoundedCache<String, NameForms> CACHE = new BoundedCache<>(REMEMBERED, NameForms::computed);

    public NameForms {
        compact = List.copyOf(compact);
        initials = List.copyOf(initials);
        within = List.copyOf(within);
    }

    public static NameForms of(String name) {
        return CACHE.get(name);
    }

    /** Any script in Latin letters of ASCII, lower case. */
    public static String toLatin(String text) {
        return Latin.of(text);
    }

    /** Whether there is a Chinese character in it. */
    public static boolean hasHan(String text) {
        return text.codePoints()
                .anyMatch(character ->
                        character >= 0x80 && Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN);
    }

    private static NameForms computed(String name) {
        String latin = toLatin(name);
        List<String> parts = NO_LETTERS_OR_DIGITS
                .splitAsStream(latin)
                .filter(part -> !part.isEmpty())
                .toList();
        Set<String> compact = new LinkedHashSet<>();
        Set<String> initials = new LinkedHashSet<>();
        if (!parts.isEmpty()) {
            compact.add(String.join("", parts));
        }
        if (parts.size() > 1) {
            initials.add(initials(parts));
        }
        if (parts.size() > 1 && parts.size() <= MOST_PARTS_OF_A_PERSON) {
            List<String> firstLast = new ArrayList<>(parts.subList(1, parts.size()));
            if (hasHan(name)) {
                compact.add(String.join("", firstLast));
            }
            firstLast.add(parts.getFirst());
            compact.add(String.join("", firstLast));
            initials.add(initials(firstLast));
        }
        return new NameForms(
                Folding.fold(name),
                latin,
                List.copyOf(compact),
                List.copyOf(initials),
                hasHan(name) ? within(parts) : List.of());
    }

    private static List<String> within(List<String> parts) {
        Set<String> within = new LinkedHashSet<>();
        int last = Math.min(parts.size() - 2, MOST_PARTS_WITHIN);
        for (int start = 1; start <= last; start++) {
            List<String> rest = parts.subList(start, parts.size());
            within.add(String.join("", rest));
            within.add(initials(rest));
            within.add(rest.get(0) + rest.get(1));
        }
        return List.copyOf(within);
    }

    private static String initials(List<String> parts) {
        return parts.stream()
                .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining());
    }
}
