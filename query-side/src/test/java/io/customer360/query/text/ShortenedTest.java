package io.customer360.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedTest {

    @Test
    void leavesAShortTextAsItIs() {
        assertThat(Shortened.to(3, "abc")).isEqualTo("abc");
        assertThat(Shortened.to(2, "😀😀")).isEqualTo("😀😀");
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(Shortened.to(2, "😀😀😀")).isEqualTo("😀…");
        assertThat(Shortened.to(3, "a bcd")).isEqualTo("a…");
    }
}
