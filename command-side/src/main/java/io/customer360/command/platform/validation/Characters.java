package io.customer360.command.platform.validation;

import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a text consists of. */
final class Characters {

    private static final int NONE = -1;

    private Characters() {}

    static boolean valid(
            @Nullable CharSequence text, int max, String allowedControls, ConstraintValidatorContext context) {
        Optional<String> fault = text == null ? Optional.empty() : fault(text, max, allowedControls);
        fault.ifPresent(message -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
        });
        return fault.isEmpty();
    }

    private static Optional<String> fault(CharSequence text, int max, String allowedControls) {
        boolean blank = true;
        int length = 0;
        int unfit = NONE;
        for (int i = 0; i < text.length(); length++) {
            int character = Character.codePointAt(text, i);
            blank = blank && isBlank(character);
            if (unfit == NONE && !fits(character, allowedControls)) {
                unfit = character;
            }
            i += Character.charCount(character);
        }
        if (blank) {
            return Optional.of("has nothing in it; fill it, or leave it out where it may be");
        }
        if (length > max) {
            return Optional.of("has %d characters; at most %d fit".formatted(length, max));
        }
        return unfit == NONE
                ? Optional.empty()
                : Optional.of("has the control character U+%04X in it; take it out".formatted(unfit));
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** Halves of surrogate pairs are no characters; they can't be stored. */
    private static boolean fits(int character, String allowedControls) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> allowedControls.indexOf(character) >= 0;
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
