package io.customer360.query.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Shows where a text has what was searched for: HTML in which {@code <em>} is the only tag and all else is escaped.
 *
 * <p>It works on the text as it was written, comparing words without case and accents, because the index only holds
 * folded forms, whose offsets are others.
 */
final class Highlight {

    /** How much of a long text is shown around the first place. */
    private static final int SNIPPET_CHARACTERS = 160;

    private static final int BEFORE_FIRST = 50;

    private final UnaryOperator<String> fold;
    private final List<Wanted> wanted;

    /** @param fold what the index does to each word: case, accents */
    Highlight(UnaryOperator<String> fold, List<Wanted> wanted) {
        this.fold = fold;
        this.wanted = List.copyOf(wanted);
    }

    /**
     * A sequence of words to be shown.
     *
     * @param words folded
     * @param beginning whether the last word may go on in the text
     * @param typos how many letters may be wrong
     */
    record Wanted(List<String> words, boolean beginning, int typos) {
        public Wanted {
            words = List.copyOf(words);
        }

        private boolean matches(String word, int number) {
            String asked = words.get(number);
            return word.equals(asked)
                    || (beginning && number == words.size() - 1 && word.startsWith(asked))
                    || (typos > 0 && Typos.between(asked, word, typos) <= typos);
        }
    }

    /** The whole text with all places marked; empty if there is none. */
    Optional<String> whole(String text) {
        List<Place> places = places(text);
        return places.isEmpty() ? Optional.empty() : Optional.of(marked(text, places, 0, text.length()));
    }

    /** The text around the place where most of what is wanted stands together; empty if there is none. */
    Optional<String> snippet(String text) {
        List<Place> places = places(text);
        if (places.isEmpty()) {
            return Optional.empty();
        }
        if (text.length() <= SNIPPET_CHARACTERS) {
            return Optional.of(marked(text, places, 0, text.length()));
        }
        Place first = places.stream()
                .max(Comparator.<Place>comparingLong(place -> distinctFrom(places, place))
                        .thenComparing(Comparator.comparingInt(Place::start).reversed()))
                .orElseThrow();
        int start = beginningOfWord(text, Math.max(0, first.start - BEFORE_FIRST), first.start);
        int end = endOfWord(text, Math.min(text.length(), start + SNIPPET_CHARACTERS), first.end);
        return Optional.of(
                (start > 0 ? "… " : "") + marked(text, places, start, end) + (end < text.length() ? " …" : ""));
    }

    /** Marks a text as a whole, for where it matches in a way that can't be shown letter by letter. */
    static String all(String text) {
        return "<em>" + escaped(text) + "</em>";
    }

    static String escaped(String text) {
        var html = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#x27;");
                default -> html.append(text.charAt(at));
            }
        }
        return html.toString();
    }

    private List<Place> places(String text) {
        record Found(int start, int end, String folded) {}
        List<Found> words = Words.in(text)
                .results()
                .map(word -> new Found(word.start(), word.end(), fold.apply(word.group())))
                .toList();
        var places = new ArrayList<Place>();
        for (int at = 0; at < words.size(); at++) {
            for (int number = 0; number < wanted.size(); number++) {
                Wanted sequence = wanted.get(number);
                int last = at + sequence.words.size() - 1;
                if (sequence.words.isEmpty() || last >= words.size()) {
                    continue;
                }
                boolean all = true;
                for (int word = 0; all && word < sequence.words.size(); word++) {
                    all = sequence.matches(words.get(at + word).folded, word);
                }
                if (all) {
                    places.add(new Place(words.get(at).start, words.get(last).end, number));
                }
            }
        }
        return places;
    }

    private static long distinctFrom(List<Place> places, Place first) {
        return places.stream()
                .filter(place ->
                        place.start >= first.start && place.end <= first.start - BEFORE_FIRST + SNIPPET_CHARACTERS)
                .map(Place::wanted)
                .distinct()
                .count();
    }

    private static int beginningOfWord(String text, int from, int latest) {
        if (from == 0) {
            return 0;
        }
        for (int at = from; at < latest; at++) {
            if (Character.isWhitespace(text.charAt(at - 1))) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
    }

    private static int endOfWord(String text, int until, int earliest) {
        int latest = Math.max(until, earliest);
        if (latest == text.length()) {
            return latest;
        }
        for (int at = latest; at > Math.max(earliest, latest - BEFORE_FIRST); at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(latest)) ? latest + 1 : latest;
    }

    private static String marked(String text, List<Place> places, int start, int end) {
        var html = new StringBuilder();
        int at = start;
        var sorted = places.stream()
                .filter(place -> place.start >= start && place.end <= end)
                .sorted(Comparator.comparingInt(Place::start))
                .toList();
        int next = 0;
        while (next < sorted.size()) {
            int from = sorted.get(next).start;
            int to = sorted.get(next).end;
            // What overlaps or touches is one mark: the characters of a Han phrase, two terms of one word.
            while (next < sorted.size() && sorted.get(next).start <= to) {
                to = Math.max(to, sorted.get(next).end);
                next++;
            }
            html.append(escaped(text.substring(at, from)))
                    .append("<em>")
                    .append(escaped(text.substring(from, to)))
                    .append("</em>");
            at = to;
        }
        return html.append(escaped(text.substring(at, end))).toString();
    }

    private record Place(int start, int end, int wanted) {}
}
