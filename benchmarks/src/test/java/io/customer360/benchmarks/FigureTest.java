package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.customer360.benchmarks.Figure.Round;
import io.customer360.benchmarks.Measured.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void theMedianOfTheRatiosIsNotTheRatioOfTheMedians() {
        Figure figure = new Figure(
                "relay",
                "relay",
                "",
                "events/s",
                "JDBC",
                List.of(new Round(10, 10.0), new Round(20, 100.0), new Round(30, 60.0)),
                null);

        assertThat(figure.median()).isEqualTo(0.5);
        assertThat(figure.subjectMedian() / figure.baselineMedian()).isCloseTo(0.33, within(0.01));
        assertThat(figure.lowest()).isEqualTo(0.2);
        assertThat(figure.highest()).isEqualTo(1);
    }

    @Test
    void theMedianOfTwoLiesBetweenThem() {
        Figure figure = Figure.of("heap", "heap", "", "MB", List.of(100.0, 300.0), null);

        assertThat(figure.median()).isEqualTo(200);
    }

    @Test
    void aFigureNeedsARound() {
        assertThatIllegalArgumentException().isThrownBy(() -> Figure.of("heap", "heap", "", "MB", List.of(), null));
    }

    @Test
    void whatIsJustReachedIsReached() {
        assertThat(Target.atLeast(0.6).reachedBy(0.6)).isTrue();
        assertThat(Target.atLeast(0.6).reachedBy(0.59)).isFalse();
        assertThat(Target.atMost(250).reachedBy(250)).isTrue();
        assertThat(Target.atMost(250).reachedBy(251)).isFalse();
    }
}
