package io.customer360.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customer360.platform.problem.InvalidHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {

    @Test
    void readsNamesInAnyScript() {
        assertThat(HeaderText.actor("wangfang")).isEqualTo("wangfang");
        assertThat(HeaderText.actor(" %E6%9D%8E%E9%9B%B7 ")).isEqualTo("李雷");
        assertThat(HeaderText.actor("a+b")).isEqualTo("a+b");
    }

    @Test
    void isNobodyWithoutTheHeader() {
        assertThat(HeaderText.actor(null)).isNull();
        assertThat(HeaderText.actor(" ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "50%", "two%0Alines", "a%09b"})
    void refusesWhatIsNoTextOnOneLine(String value) {
        assertThatThrownBy(() -> HeaderText.actor(value))
                .isInstanceOf(InvalidHeader.class)
                .hasMessageContaining("X-Actor");
    }

    @Test
    void refusesATextThatIsTooLong() {
        assertThat(HeaderText.text("X-Reason", "x".repeat(5), 5)).hasSize(5);
        assertThatThrownBy(() -> HeaderText.text("X-Reason", "x".repeat(6), 5))
                .isInstanceOf(InvalidHeader.class)
                .hasMessageContaining("up to 5 characters");
    }
}
