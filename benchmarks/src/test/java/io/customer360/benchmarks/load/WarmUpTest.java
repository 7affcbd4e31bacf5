package io.customer360.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.benchmarks.load.WarmUp.Warm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final List<Integer> bursts = new ArrayList<>();

    private Warm warmUp(int most, Double... rates) throws Exception {
        Deque<Double> coming = new ArrayDeque<>(List.of(rates));
        return WarmUp.untilSettled(100, most, things -> {
            bursts.add(things);
            return coming.pop();
        });
    }

    @Test
    void endsWhenItGetsNoFaster() throws Exception {
        assertThat(warmUp(10, 200.0, 500.0, 1000.0, 1050.0, 9999.0)).isEqualTo(new Warm(1050, 4, true));
    }

    @Test
    void eachBurstTakesASecondAsFarAsTheOneBeforeCanTell() throws Exception {
        warmUp(10, 200.0, 50.0, 50.0);

        assertThat(bursts).containsExactly(100, 200, 100);
    }

    @Test
    void saysThatItHasNotSettledWhenItsTimeIsOver() throws Exception {
        assertThat(warmUp(3, 200.0, 500.0, 1000.0)).isEqualTo(new Warm(1000, 3, false));
    }

    @Test
    void tellsHowMuchASpanOfTimeIsGoodFor() {
        assertThat(new Warm(1000, 3, true).in(2.5, 10)).isEqualTo(2500);
        assertThat(new Warm(1, 3, true).in(2, 10)).isEqualTo(10);
    }
}
