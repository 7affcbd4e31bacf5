package io.customer360.query.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneFormsTest {

    private final PhoneForms forms = new PhoneForms("CN");

    @ParameterizedTest
    @ValueSource(strings = {"138 1234 5678", "+86 138-1234-5678", "0086 13812345678", "１３８１２３４５６７８"})
    void readANumberInWhateverFormItIsWritten(String phone) {
        assertThat(forms.of(phone)).containsExactly("8613812345678", "13812345678");
    }

    @Test
    void readNumbersOfOtherCountries() {
        assertThat(forms.of("+49 (0)451 1234567")).containsExactly("494511234567", "4511234567");
    }

    @Test
    void takeWhatCanBeNoNumberAsItsDigits() {
        assertThat(forms.of("ext. 12")).containsExactly("12");
        assertThat(forms.of("none")).isEmpty();
    }

    @Test
    void refuseACountryThatDoesNotExist() {
        assertThatThrownBy(() -> new PhoneForms("XY"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("XY");
    }
}
