package io.customer360.command.importing.mapping;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a file writes numbers: the sign before the decimals, and the one between the thousands, if any. */
record Numbers(char decimal, @Nullable Character grouping, Pattern pattern) {

    private static final int LONGEST = 40;

    static Numbers of(char decimal, @Nullable Character grouping) {
        String whole = grouping == null
                ? "\\d+"
                : "(?:\\d{1,3}(?:%1$s\\d{3})+|\\d+)".formatted(Pattern.quote(grouping.toString()));
        String fraction = "(?:%s\\d+)?".formatted(Pattern.quote(String.valueOf(decimal)));
        return new Numbers(decimal, grouping, Pattern.compile("[+-]?" + whole + fraction));
    }

    /** @throws IllegalArgumentException if the text is not a number in this format */
    BigDecimal number(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > LONGEST || !pattern.matcher(trimmed).matches()) {
            throw new IllegalArgumentException("'%s' is not a number (decimals after '%s'%s)"
                    .formatted(
                            Shown.shortened(text),
                            decimal,
                            grouping == null ? ", nothing between thousands" : ", thousands by '" + grouping + "'"));
        }
        String plain = grouping == null ? trimmed : trimmed.replace(grouping.toString(), "");
        return new BigDecimal(plain.replace(decimal, '.'));
    }
}
