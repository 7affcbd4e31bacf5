package io.customer360.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({"Łódź, lodz", "Größe, grosse", "CAFÉ, cafe", "Ｆｕｌｌ　１２, full 12", "曾国藩, 曾国藩", "서울, 서울", "İzmir, izmir"})
    void makesEqualWhatPeopleTakeForTheSame(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    @Test
    void leavesOutTheSignsAround() {
        assertThat(Folding.bare("«Žižek!»")).isEqualTo("zizek");
    }

    @ParameterizedTest
    @CsvSource({"Plain, false", "国藩，你好, false", "Größe, true", "Ｆｕｌｌ, true"})
    void tellsWhetherAWordBecomesAnother(String text, boolean changes) {
        assertThat(Folding.changesWords(text)).isEqualTo(changes);
    }
}
