package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void measuresEverythingQuicklyIfNothingIsSaid() {
        Options options = Options.of("--size=quick", "--only=");

        assertThat(options.size()).isEqualTo(Options.Size.QUICK);
        assertThat(options.includes("gateway")).isTrue();
    }

    @Test
    void measuresOnlyWhatIsNamed() {
        Options options = Options.of("--only=relay,import", "--size=full");

        assertThat(options.size()).isEqualTo(Options.Size.FULL);
        assertThat(options.includes("import")).isTrue();
        assertThat(options.includes("gateway")).isFalse();
    }

    @Test
    void namesTheSizesThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--size=huge"))
                .withMessageContaining("quick, full");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--sise=full"))
                .withMessageContaining("--sise");
    }
}
