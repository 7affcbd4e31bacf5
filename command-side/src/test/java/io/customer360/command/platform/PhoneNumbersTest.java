package io.customer360.command.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumbersTest {

    private final PhoneNumbers numbers = new PhoneNumbers("CN");

    @ParameterizedTest
    @CsvSource({
        "138 0013 8000, +8613800138000",
        "１３８ ００１３ ８０００, +8613800138000",
        "8888, 8888",
        "８８８８, 8888",
        "٨٨٨٨, 8888",
        "𝟖𝟖𝟖𝟖, 8888"
    })
    void comparesTheDigitsOfAllScripts(String phone, String comparable) {
        assertThat(numbers.comparable(phone)).isEqualTo(comparable);
    }

    @Test
    void keepsInternalLinesOfOtherScriptsApart() {
        assertThat(numbers.distinct(List.of("８８８８", "９９９９", "٧٧٧٧", "8888"))).containsExactly("８８８８", "９９９９", "٧٧٧٧");
    }

    @Test
    void takesNothingWithoutDigitsForTheSame() {
        assertThat(numbers.same("ask him", "ask her")).isFalse();
    }
}
