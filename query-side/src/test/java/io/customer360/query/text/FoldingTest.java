package io.customer360.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
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

    /** Most texts are folded in a shorter way, which has to lead to the same. */
    @Test
    void foldsAsUnicodeSays() {
        String letters = "aZ9 .-Ééßł国藩一龥㐀、。〃〈】！／：＠，（）Ｆｕ々〇豈ﾊ가ı";
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(6), 0, letters.length())
                    .mapToObj(at -> letters.substring(at, at + 1))
                    .collect(Collectors.joining());
            assertThat(Folding.fold(text)).as(text).isEqualTo(folded(text));
            assertThat(Folding.changesWords(text))
                    .as(text)
                    .isEqualTo(!words(folded(text)).equals(words(text.toLowerCase(Locale.ROOT))));
        }
    }

    private static String folded(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{InCombiningDiacriticalMarks}+", "")
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(decomposed, Normalizer.Form.NFC)
                .replace("ß", "ss")
                .replace("ł", "l")
                .replace("ı", "i");
    }

    private static String words(String text) {
        return text.replaceAll("[^\\p{L}\\p{Nd}]", " ");
    }
}
