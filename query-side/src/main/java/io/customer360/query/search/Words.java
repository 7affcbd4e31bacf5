package io.customer360.query.search;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words as Elasticsearch's standard analyzer takes them: Han and hiragana one by one, all else by words. */
final class Words {

    private static final String SINGLE = "\\p{IsHan}\\p{IsHiragana}";
    private static final String PART = "[[\\p{L}\\p{M}\\p{N}_]&&[^" + SINGLE + "]]+";
    private static final Pattern SINGLY = Pattern.compile("[" + SINGLE + "]");
    private static final Pattern JOINED = Pattern.compile(PART + "(?:['’.]" + PART + ")*");
    private static final Pattern WORD = Pattern.compile("[" + SINGLE + "]|" + JOINED.pattern());

    private Words() {}

    static Matcher in(String text) {
        return WORD.matcher(text);
    }

    /** Words of a text, folded, as they are compared. */
    static List<String> of(String text, UnaryOperator<String> fold) {
        return in(text).results()
                .map(word -> fold.apply(word.group()))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether a text has characters that are words of their own. */
    static boolean singly(String text) {
        return SINGLY.matcher(text).find();
    }

    static boolean isOne(String text) {
        return JOINED.matcher(text).matches();
    }
}
