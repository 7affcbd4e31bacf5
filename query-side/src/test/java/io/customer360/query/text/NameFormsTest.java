package io.customer360.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameFormsTest {

    @Test
    void giveChineseNamesInFullWithoutBlanksAndAsInitials() {
        NameForms forms = NameForms.of("曾国藩");

        assertThat(forms.folded()).isEqualTo("曾国藩");
        assertThat(forms.latin()).isEqualTo("zeng guo fan");
        assertThat(forms.compact()).containsExactly("zengguofan", "guofan", "guofanzeng");
        assertThat(forms.initials()).containsExactly("zgf", "gfz");
    }

    @Test
    void giveLatinNamesInBothOrders() {
        NameForms forms = NameForms.of("Anne-Marie Łuczak");

        assertThat(forms.folded()).isEqualTo("anne-marie luczak");
        assertThat(forms.latin()).isEqualTo("anne-marie luczak");
        assertThat(forms.compact()).containsExactly("annemarieluczak", "marieluczakanne");
        assertThat(forms.initials()).containsExactly("aml", "mla");
    }

    @Test
    void writeOtherScriptsInLatinLetters() {
        assertThat(NameForms.of("Чайковский").latin()).isEqualTo("cajkovskij");
        assertThat(NameForms.of("Ωνάσης").latin()).isEqualTo("onases");
    }

    @Test
    void giveASingleNameNoInitials() {
        assertThat(NameForms.of("Cher").initials()).isEmpty();
        assertThat(NameForms.of("Cher").compact()).containsExactly("cher");
    }

    @Test
    void findNothingInSigns() {
        assertThat(NameForms.of("!?").compact()).isEmpty();
    }

    @Test
    void hasWhatStandsInTheMiddleOfAChineseName() {
        assertThat(NameForms.of("上海曙光机械").within())
                .contains("shuguangjixie", "sgjx", "shuguang", "jixie")
                .doesNotContain("shanghaishuguangjixie");
        assertThat(NameForms.of("José Álvarez Ruiz").within()).isEmpty();
    }
}
