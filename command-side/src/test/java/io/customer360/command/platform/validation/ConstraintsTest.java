package io.customer360.command.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {

    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

    private final ValidatorFactory factory = Validation.byDefaultProvider()
            .configure()
            .clockProvider(() -> Clock.fixed(NOW, ZoneOffset.UTC))
            .buildValidatorFactory();
    private final Validator validator = factory.getValidator();

    private record Note(
            @Line(max = 5) @Nullable String title,
            @Prose(max = 12) @Nullable String text,
            @Occurred @Nullable Instant at,
            @Foreseeable @Nullable LocalDate by,
            List<@Line(max = 3) String> tags) {}

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void letsAbsentValuesPass() {
        assertThat(faults(new Note(null, null, null, null, List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tea", "曾国藩", "🫖🫖🫖🫖🫖", "a b", "{x}", "${x}"})
    void takesALineInAnyScript(String title) {
        assertThat(faults(new Note(title, null, null, null, List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u3000", "a\nb", "a\u0000b", "a\u0085b", "a\u2028b", "a\uD83Eb", "sixsix", "${1+1}"})
    void refusesWhatIsNoLine(String title) {
        assertThat(faults(new Note(title, null, null, null, List.of("abc", "abcd"))))
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("title has "))
                .contains("tags[1].<list element> has 4 characters; at most 3 fit");
    }

    @Test
    void namesTheCharacterThatDoesNotFit() {
        assertThat(faults(new Note("a\u0007", null, null, null, List.of())))
                .containsExactly("title has the control character U+0007 in it; take it out");
    }

    @Test
    void takesProseWithTabsAndLineBreaks() {
        assertThat(faults(new Note(null, "a\tb\r\nc", null, null, List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "a\u0000b", "\u001B[31m", "much too long a text"})
    void refusesWhatIsNoProse(String text) {
        assertThat(faults(new Note(null, text, null, null, List.of()))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01T00:00:00Z", "2025-06-01T12:00:00Z", "2025-06-02T12:00:00Z"})
    void takesAMomentUpToNow(Instant at) {
        assertThat(faults(new Note(null, null, at, null, List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1899-12-31T23:59:59Z", "2025-06-02T12:00:01Z", "+20000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"
            })
    void refusesAMomentThatCanNotHaveBeen(Instant at) {
        assertThat(faults(new Note(null, null, at, null, List.of())))
                .containsExactly("at has to lie between 1900-01-01T00:00:00Z and now");
    }

    @Test
    void takesADayThatSomebodyCanPlanFor() {
        assertThat(faults(new Note(null, null, null, LocalDate.parse("2125-06-01"), List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1899-12-31", "2125-06-02", "+20000-01-01"})
    void refusesADayThatNobodyPlansFor(LocalDate by) {
        assertThat(faults(new Note(null, null, null, by, List.of()))).hasSize(1);
    }

    private List<String> faults(Note note) {
        return validator.validate(note).stream()
                .map(ConstraintsTest::text)
                .sorted()
                .toList();
    }

    private static String text(ConstraintViolation<Note> violation) {
        return violation.getPropertyPath() + " " + violation.getMessage();
    }
}
