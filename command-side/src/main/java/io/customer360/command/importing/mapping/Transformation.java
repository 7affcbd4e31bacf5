package io.customer360.command.importing.mapping;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A change to a text that a mapping may ask for by its name in lower case. */
enum Transformation {
    TRIM(String::strip),
    LOWER(text -> text.toLowerCase(Locale.ROOT)),
    UPPER(text -> text.toUpperCase(Locale.ROOT)),
    /** Every run of blanks and line breaks becomes one blank. */
    COLLAPSE(text -> Blanks.RUN.matcher(text).replaceAll(" ").strip());

    private final UnaryOperator<String> change;

    Transformation(UnaryOperator<String> change) {
        this.change = change;
    }

    String apply(String text) {
        return change.apply(text);
    }

    private static final class Blanks {
        static final Pattern RUN = Pattern.compile("[\\s\\u00A0\\u3000]+");
    }
}
