package io.customer360.query.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes texts equal that people take for the same: case, accents, and full-width forms don't matter. */
public final class Folding {

    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");
    private static final Pattern OUTER_SIGNS = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}]+$");

    private Folding() {}

    /** Lower case, without accents, in composed form; {@code Łódź} becomes {@code lodz}. */
    public static String fold(String text) {
        if (isPlain(text)) {
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
        return !isPlain(text) && !lettersAndDigits(fold(text)).equals(lettersAndDigits(text.toLowerCase(Locale.ROOT)));
    }

    private static String lettersAndDigits(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .map(codePoint -> Character.isLetterOrDigit(codePoint) ? codePoint : ' ')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
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
