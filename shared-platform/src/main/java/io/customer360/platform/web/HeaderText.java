package io.customer360.platform.web;

import io.customer360.platform.problem.InvalidHeader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What people write into the headers of a request. These are ASCII; other scripts come as percent-encoded UTF-8. */
public final class HeaderText {

    /** The header that says who sends a request. */
    public static final String ACTOR = "X-Actor";

    /** What {@link #ACTOR} means, for the API page. */
    public static final String ACTOR_DESCRIPTION = "Who does it; percent-encoded UTF-8 where not ASCII.";

    private static final int LONGEST_NAME = 300;

    private HeaderText() {}

    /**
     * Who {@link #ACTOR} names; nobody if it is not there.
     *
     * @throws InvalidHeader if it can't be read
     */
    public static @Nullable String actor(@Nullable String value) {
        return name(ACTOR, value);
    }

    /**
     * The name of somebody or something.
     *
     * @throws InvalidHeader if it can't be read
     */
    public static @Nullable String name(String header, @Nullable String value) {
        return text(header, value, LONGEST_NAME);
    }

    /**
     * A text on one line.
     *
     * @param longest characters that it may have
     * @throws InvalidHeader if it can't be read
     */
    public static @Nullable String text(String header, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = decoded(header, value.strip());
        if (text.length() > longest || !text.codePoints().allMatch(HeaderText::isOrdinary)) {
            throw new InvalidHeader("%s is a text of up to %d characters, on one line.".formatted(header, longest));
        }
        return text;
    }

    private static boolean isOrdinary(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }

    /** A plus stands for itself. */
    private static String decoded(String header, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidHeader("%s can't be read: percent-encode its UTF-8, with %%25 for a percent sign itself."
                    .formatted(header));
        }
    }
}
