package io.customer360.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatinTest {

    private static final Transliterator ICU =
            Transliterator.getInstance("Han-Latin/Names; Any-Latin; Latin-ASCII; Lower");
    private static final List<String> FAMILY_NAMES_AND_PLACES =
            List.of("曾", "单", "长孙", "万俟", "令狐", "澹台", "重庆", "秘鲁", "藏文", "华", "查", "任", "区");
    private static final String SIGNS = " aBz09-()&'\"/_#（）.,:;、·é";

    @ParameterizedTest
    @CsvSource({
        "曾国藩, zeng guo fan",
        "单晓, shan xiao",
        "重庆长孙, chong qing chang sun",
        "上海（集团）有限公司, shang hai ( ji tuan) you xian gong si",
        "Müller & Söhne, muller & sohne",
        "François Łukasiewicz, francois lukasiewicz",
        "ПЕТРОВ, petrov"
    })
    void readsNames(String name, String latin) {
        assertThat(Latin.of(name)).isEqualTo(latin);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsWhateverThereIsAsIcuDoes(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 1_500; i++) {
            String text = text(random);
            assertThat(Latin.of(text)).as("%s, seed %d", text, seed).isEqualTo(ICU.transliterate(text));
        }
    }

    /** Composed, as names are stored, and with a mark of its own behind the letter. */
    @ParameterizedTest
    @ValueSource(strings = {"%s", "A%se", "%s %s", "曾%s国", "(%s)", "-%s1", "%s%s", "%s(x", "a%s\u0301", "%s\u0308b"})
    void readsEveryEuropeanLetterAsIcuDoes(String around) {
        for (int letter = 0xC0; letter <= 0x24F; letter++) {
            String text = around.replace("%s", Character.toString(letter));
            assertThat(Latin.of(text)).as(text).isEqualTo(ICU.transliterate(text));
        }
    }

    @Test
    void leavesNothingAsItIs() {
        assertThat(Latin.of("")).isEmpty();
    }

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(1, 10); parts > 0; parts--) {
            switch (random.nextInt(5)) {
                case 0 -> text.append(FAMILY_NAMES_AND_PLACES.get(random.nextInt(FAMILY_NAMES_AND_PLACES.size())));
                case 1 -> text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 2 -> text.appendCodePoint(random.nextInt(0x3400, 0x4DC0));
                default -> text.appendCodePoint(random.nextInt(0x4E00, 0x9FF0));
            }
        }
        return text.toString();
    }
}
