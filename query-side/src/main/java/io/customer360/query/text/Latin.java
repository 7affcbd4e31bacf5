package io.customer360.query.text;

import com.ibm.icu.text.Transliterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Any script in Latin letters of ASCII, in lower case, with blanks between Chinese syllables: 曾国藩 becomes {@code zeng
 * guo fan}. It is what ICU makes of a text. ICU takes 70 µs for a name; how it reads a Chinese character depends on
 * little but the character, and a letter such as é on nothing else, so that texts of these and ASCII alone are put
 * together from readings asked for before.
 */
final class Latin {

    private static final Transliterator ICU =
            Transliterator.getInstance("Han-Latin/Names; Any-Latin; Latin-ASCII; Lower");

    /** Characters that change how the one before them is read, as in 令狐 and 重庆. */
    private static final String CHANGING_THE_READING = "狐俟台孙文庆鲁";

    /** What ICU takes as it is, beside letters and digits; to other signs it may add blanks. */
    private static final String PLAIN_SIGNS = " -&/_#'\"()";

    private static final int FIRST_WITH_ACCENT = 0xC0;
    private static final int LAST_WITH_ACCENT = 0x24F;

    private static final String ANY = "一";
    private static final String NO_READING = "";
    private static final Map<Occurrence, String> READINGS = new ConcurrentHashMap<>();

    private Latin() {}

    /**
     * Where a character stands, as far as its reading depends on it: that of a European letter does not.
     *
     * @param first whether no other Chinese character is before it: then it may be a family name, read in its own way
     * @param next the character after it, if that matters
     */
    private record Occurrence(int character, boolean first, int next) {}

    static String of(String text) {
        String readily = putTogether(text);
        return readily == null ? ICU.transliterate(text) : readily;
    }

    /** Nothing if only ICU can tell. */
    private static @Nullable String putTogether(String text) {
        int[] characters = text.codePoints().map(Latin::halfWidth).toArray();
        StringBuilder latin = new StringBuilder(6 * characters.length);
        for (int i = 0; i < characters.length; i++) {
            int character = characters[i];
            int before = i == 0 ? ' ' : characters[i - 1];
            int next = i + 1 == characters.length ? ' ' : characters[i + 1];
            if (isHan(character)) {
                String reading = reading(character, i == 0 || !isHan(before), next);
                if (reading.equals(NO_READING)) {
                    return null;
                }
                if (i > 0) {
                    latin.append(' ');
                }
                latin.append(reading);
                if (Character.isLetter(next) && !isHan(next)) {
                    latin.append(' ');
                }
            } else if (isAccented(character)) {
                latin.append(READINGS.computeIfAbsent(new Occurrence(character, false, 0), Latin::letter));
            } else if (isPlain(character)) {
                if (character == '(' && Character.isLetter(before)) {
                    latin.append(' ');
                }
                latin.append((char) Character.toLowerCase(character));
                if (character == ')' && Character.isLetter(next) && !isHan(next)) {
                    latin.append(' ');
                }
            } else {
                return null;
            }
        }
        return latin.toString();
    }

    private static int halfWidth(int character) {
        return switch (character) {
            case '（' -> '(';
            case '）' -> ')';
            default -> character;
        };
    }

    private static boolean isHan(int character) {
        return character >= 0x80
                && Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN
                && Character.isLetter(character);
    }

    private static boolean isPlain(int character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || PLAIN_SIGNS.indexOf(character) >= 0);
    }

    /** A letter of Latin-1 or of the first two extensions of it, which European names are written with. */
    private static boolean isAccented(int character) {
        return character >= FIRST_WITH_ACCENT && character <= LAST_WITH_ACCENT && Character.isLetter(character);
    }

    private static String letter(Occurrence occurrence) {
        return ICU.transliterate(Character.toString(occurrence.character()));
    }

    private static String reading(int character, boolean first, int next) {
        int mattering = CHANGING_THE_READING.indexOf(next) >= 0 ? next : 0;
        return READINGS.computeIfAbsent(new Occurrence(character, first, mattering), Latin::asked);
    }

    private static String asked(Occurrence occurrence) {
        String next = occurrence.next() == 0 ? ANY : Character.toString(occurrence.next());
        String text = Character.toString(occurrence.character()) + next;
        String[] syllables =
                ICU.transliterate(occurrence.first() ? text : ANY + text).split(" ", -1);
        int number = occurrence.first() ? 0 : 1;
        return syllables.length == number + 2 ? syllables[number] : NO_READING;
    }
}
