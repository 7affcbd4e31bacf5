package io.customer360.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorSealTest {

    private final CursorSeal seal = new CursorSeal("a key".getBytes(StandardCharsets.UTF_8));

    @Test
    void givesBackThePlaceThatItSealed() {
        assertThat(seal.open("q=曾", seal.seal("q=曾", "[\"曾国藩\",1]"))).contains("[\"曾国藩\",1]");
    }

    @Test
    void refusesACursorOfAnotherRequest() {
        assertThat(seal.open("q=b", seal.seal("q=a", "[1]"))).isEmpty();
        assertThat(seal.open("ab", seal.seal("a", "b[1]"))).isEmpty();
    }

    @Test
    void refusesACursorUnderAnotherKey() {
        var other = new CursorSeal("another key".getBytes(StandardCharsets.UTF_8));
        assertThat(other.open("q=a", seal.seal("q=a", "[1]"))).isEmpty();
    }

    @Test
    void refusesACursorThatWasAlteredAnywhere() {
        String cursor = seal.seal("q=a", "[1,2,3]");
        for (int at = 0; at < cursor.length() - 1; at++) {
            var altered = new StringBuilder(cursor);
            altered.setCharAt(at, cursor.charAt(at) == 'A' ? 'B' : 'A');
            assertThat(seal.open("q=a", altered.toString()))
                    .as("altered at %d", at)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "*", "🙂", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesWhatNeverWasACursor(String text) {
        assertThat(seal.open("q=a", text)).isEmpty();
    }
}
