package io.customer360.query.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Makes texts equal that people take for the same: case, accents, and full-width forms don't matter. */
public final class Folding {

    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");
    private static final Pattern OUTER_SIGNS = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}]+$");

    // The block of CJK Unified Ideographs.
    private static final int FIRST_HAN = 0x4E00;
    private static final int LAST_HAN = 0x9FFF;

    private Folding() {}

    /** Lower case, without accents, in composed form; {@code Łódź} becomes {@code lodz}. */
    public static String fold(String text) {
        if (consistsOf(text, Folding::isPlain)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String decomposed = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return withoutStrokes(Normalizer.normalize(decomposed, Normalizer.Form.NFC));
    }

    /** Folded, and without the signs around it. */
    public static String bare(String text) {
        return OUTER_SIGNS.matcher(fold(text)).replaceAll("");
    }

    /** Whether folding changes words, beyond their case. */
    public static boolean changesWords(String text) {
        return !consistsOf(text, letter -> isPlain(letter) || isChineseSign(letter))
                && !lettersAndDigits(fold(text)).equals(lettersAndDigits(text.toLowerCase(Locale.ROOT)));
    }

    private static String lettersAndDigits(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .map(codePoint -> Character.isLetterOrDigit(codePoint) ? codePoint : ' ')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean consistsOf(String text, IntPredicate letters) {
        for (int i = 0; i < text.length(); i++) {
            if (!letters.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** ASCII, and the Chinese characters of nearly all texts, which have neither case nor another form. */
    private static boolean isPlain(int letter) {
        return letter < 0x80 || (letter >= FIRST_HAN && letter <= LAST_HAN);
    }

    /** Full stops, commas, brackets and the like, as wide as a Chinese character; whatever becomes of them, no word. */
    private static boolean isChineseSign(int letter) {
        return (letter >= '、' && letter <= '〃')
                || (letter >= '〈' && letter <= '】')
                || (letter >= '！' && letter <= '／')
                || (letter >= '：' && letter <= '＠');
    }

    /** Letters that Unicode does not take apart, though people type them without their stroke. */
    private static String withoutStrokes(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case 'ß' -> plain.append("ss");
                case 'æ' -> plain.append("ae");
                case 'œ' -> plain.append("oe");
                case 'þ' -> plain.append("th");
                case 'ø' -> plain.append('o');
                case 'ł' -> plain.append('l');
                case 'đ', 'ð' -> plain.append('d');
                case 'ħ' -> plain.append('h');
                case 'ı' -> plain.append('i');
                case 'ŧ' -> plain.append('t');
                default -> plain.append(letter);
            }
        }
        return plain.toString();
    }
}
