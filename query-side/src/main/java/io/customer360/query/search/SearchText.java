package io.customer360.query.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What somebody typed into the search box, taken apart. There is no query syntax but quotes: every other character
 * means itself, and none of them can do harm.
 *
 * @param terms what has to be found, each once
 * @param blank whether nothing was asked for; a text of nothing but signs is not blank, it just finds nothing
 */
record SearchText(List<SearchTerm> terms, boolean blank) {

    static final int MOST_CHARACTERS = 500;
    static final int MOST_TERMS = 32;

    private static final int FEWEST_DIGITS = 4;
    private static final int MOST_DIGITS = 20;

    /** In the order of {@link #CLOSING_QUOTES}. */
    private static final String OPENING_QUOTES = "\"“„«「『";

    private static final String CLOSING_QUOTES = "\"”“»」』";

    private static final Pattern NUMBER_LIKE = Pattern.compile("[+(]{0,2}[0-9][0-9()./+-]*|\\([0-9]+\\)");
    private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");

    SearchText {
        terms = List.copyOf(terms);
    }

    static SearchText parse(String typed) {
        // NFKC makes one of the full-width and the ordinary forms of letters, digits and blanks.
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\p{Cntrl}\\p{Zs}\\u200B\\u2028\\u2029\\uFEFF]+", " ")
                .strip();
        var terms = new LinkedHashSet<SearchTerm>();
        var words = new ArrayList<String>();
        int at = 0;
        var word = new StringBuilder();
        while (at < text.length()) {
            char character = text.charAt(at);
            int end = word.isEmpty() ? closingQuote(text, at) : -1;
            if (end > 0) {
                addWords(words, terms);
                addPhrase(text.substring(at + 1, end).strip(), terms);
                at = end + 1;
            } else if (character == ' ') {
                addWord(word, words);
                at++;
            } else {
                word.append(character);
                at++;
            }
        }
        addWord(word, words);
        addWords(words, terms);
        return new SearchText(List.copyOf(terms), text.isEmpty());
    }

    /**
     * The terms, with the parts of some of the numbers as terms of their own.
     *
     * @param apart which of the terms to take apart
     */
    List<SearchTerm> terms(Set<Integer> apart) {
        var all = new LinkedHashSet<SearchTerm>();
        for (int number = 0; number < terms.size(); number++) {
            if (apart.contains(number) && terms.get(number) instanceof SearchTerm.Digits joined) {
                joined.parts().forEach(part -> addNumber(new ArrayList<>(List.of(part)), all));
            } else {
                all.add(terms.get(number));
            }
        }
        // Somebody who typed that many numbers did not mean each of them.
        return all.size() > MOST_TERMS ? terms : List.copyOf(all);
    }

    /** The terms that could also be meant as several. */
    Set<Integer> withParts() {
        return IntStream.range(0, terms.size())
                .filter(number -> hasParts(terms.get(number)))
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it could also be meant as several terms. */
    static boolean hasParts(SearchTerm term) {
        return term instanceof SearchTerm.Digits number && number.parts().size() > 1;
    }

    /** Where the quotes close that open here; a quote that nothing closes is a character like any other. */
    private static int closingQuote(String text, int at) {
        int kind = OPENING_QUOTES.indexOf(text.charAt(at));
        return kind < 0 ? -1 : text.indexOf(CLOSING_QUOTES.charAt(kind), at + 1);
    }

    private static void addPhrase(String phrase, LinkedHashSet<SearchTerm> terms) {
        if (LETTER_OR_DIGIT.matcher(phrase).find()) {
            terms.add(new SearchTerm.Phrase(phrase));
        }
    }

    private static void addWord(StringBuilder word, List<String> words) {
        if (LETTER_OR_DIGIT.matcher(word).find()) {
            words.add(word.toString());
        }
        word.setLength(0);
    }

    /** Neighbours that look like parts of a telephone number become one number, the others words. */
    private static void addWords(List<String> words, LinkedHashSet<SearchTerm> terms) {
        var numberParts = new ArrayList<String>();
        for (String word : words) {
            if (NUMBER_LIKE.matcher(word).matches()) {
                numberParts.add(word);
            } else {
                addNumber(numberParts, terms);
                terms.add(new SearchTerm.Word(word));
            }
        }
        addNumber(numberParts, terms);
        words.clear();
    }

    private static void addNumber(List<String> parts, LinkedHashSet<SearchTerm> terms) {
        String text = String.join(" ", parts);
        // Many write +49 (0)171 …, where the zero is only dialled within the country.
        String digits = text.replace("(0)", "").replaceAll("[^0-9]", "");
        if (digits.length() >= FEWEST_DIGITS && digits.length() <= MOST_DIGITS) {
            terms.add(new SearchTerm.Digits(text, digits, parts));
        } else {
            parts.forEach(part -> terms.add(new SearchTerm.Word(part)));
        }
        parts.clear();
    }
}
