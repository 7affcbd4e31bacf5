package io.customer360.query.text;

/** The beginning of a text. */
public final class Shortened {

    private Shortened() {}

    /**
     * The text if it has at most {@code length} characters, else its beginning and an ellipsis; no character is cut.
     */
    public static String to(int length, String text) {
        if (text.length() <= length || text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length - 1)).stripTrailing() + "…";
    }
}
