package io.customer360.command.importing.mapping;

import java.util.Locale;
import java.util.regex.Pattern;

/** A change to a text that a mapping may ask for by its name in lower case. */
enum Transformation {
    TRIM,
    LOWER,
    UPPER,
    /** Every run of blanks and line breaks becomes one blank. */
    COLLAPSE;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u3000]+");

    String apply(String text) {
        return switch (this) {
            case TRIM -> text.strip();
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case UPPER -> text.toUpperCase(Locale.ROOT);
            case COLLAPSE -> BLANKS.matcher(text).replaceAll(" ").strip();
        };
    }
}
