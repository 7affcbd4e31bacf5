package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void measuresEverythingQuicklyIfNothingIsSaid() {
        Options options = Options.of("--size=quick", "--only=", "--customers=", "--data=", "--seed=");

        assertThat(options.size()).isEqualTo(Options.Size.QUICK);
        assertThat(options.includes("gateway")).isTrue();
        assertThat(options.customers()).isEqualTo(Options.Size.QUICK.customers);
        assertThat(options.data()).isNull();
    }

    @Test
    void measuresOnlyWhatIsNamed() {
        Options options = Options.of("--only=relay,import", "--size=full");

        assertThat(options.size()).isEqualTo(Options.Size.FULL);
        assertThat(options.includes("import")).isTrue();
        assertThat(options.includes("gateway")).isFalse();
        assertThat(options.includesAny("gateway", "relay")).isTrue();
        assertThat(options.includesAny("gateway", "http")).isFalse();
    }

    @Test
    void takesAsManyCustomersAsAreAskedForAndATenthOfThemAtFirst() {
        Options options = Options.of("--customers=1_000_000", "--data=kept", "--seed=42");

        assertThat(options.customers()).isEqualTo(1_000_000);
        assertThat(options.customersAtOneTime()).isEqualTo(100_000);
        assertThat(options.seed()).isEqualTo(42);
        assertThat(options.data()).isEqualTo(Path.of("kept"));
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

    @Test
    void refusesWhatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--customers=many"))
                .withMessageContaining("many");
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--customers=9"));
    }
}
