package io.customer360.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TyposTest {

    @ParameterizedTest
    @CsvSource({
        "hoffman, hoffman, 0",
        "hofman, hoffman, 1",
        "hoffmna, hoffman, 1",
        "hoffmen, hoffman, 1",
        "hfofmna, hoffman, 2",
        "'', ab, 2",
        "abcd, wxyz, 3"
    })
    void countsLettersThatAreWrong(String typed, String meant, int typos) {
        assertThat(Typos.between(typed, meant, 2)).isGreaterThanOrEqualTo(Math.min(typos, 3));
        assertThat(Math.min(Typos.between(typed, meant, 2), 3)).isEqualTo(typos);
    }

    @ParameterizedTest
    @CsvSource({"zgf, 0", "zeng, 1", "hoffman, 1", "zengguof, 2"})
    void allowsFewerInShorterWords(String word, int typos) {
        assertThat(Typos.allowed(word)).isEqualTo(typos);
    }
}
