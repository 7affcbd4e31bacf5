package io.customer360.query.search;

import java.util.List;

/** One thing that somebody remembers: everything found has to have it somewhere. */
sealed interface SearchTerm {

    /** As it was typed, without the quotes around a phrase. */
    String text();

    /** A word, of which the end may be missing and a letter may be wrong. */
    record Word(String text) implements SearchTerm {}

    /** What stood in quotes: these words, in this order, complete. */
    record Phrase(String text) implements SearchTerm {}

    /**
     * Digits with the blanks and signs that people put between them: a telephone number, or some other number.
     *
     * @param digits without anything between them
     * @param parts what stood between blanks
     */
    record Digits(String text, String digits, List<String> parts) implements SearchTerm {
        public Digits {
            parts = List.copyOf(parts);
        }

        /** Written as an international number, with {@code +} or {@code 00} in front. */
        boolean international() {
            return text.startsWith("+") || text.startsWith("(+") || digits.startsWith("00");
        }
    }
}
