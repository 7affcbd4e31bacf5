package io.customer360.benchmarks.load;

import static java.util.Collections.nCopies;
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
        return warmUp(most, List.of(rates));
    }

    private Warm warmUp(int most, List<Double> rates) throws Exception {
        Deque<Double> coming = new ArrayDeque<>(rates);
        return WarmUp.untilSettled(100, most, things -> {
            bursts.add(things);
            return coming.pop();
        });
    }

    @Test
    void endsWhenFifteenBurstsInARowAreNoFasterThanTheFastest() throws Exception {
        List<Double> rates = new ArrayList<>(List.of(200.0, 500.0, 1000.0, 1040.0));
        rates.addAll(nCopies(13, 700.0));
        rates.addAll(List.of(1030.0, 9999.0));

        assertThat(warmUp(40, rates)).isEqualTo(new Warm(1030, 18, true));
    }

    @Test
    void goesOnWhileItGetsFasterThoughManyBurstsAreAlike() throws Exception {
        List<Double> rates = new ArrayList<>(List.of(383.0, 400.0));
        rates.addAll(nCopies(13, 395.0));
        rates.addAll(nCopies(16, 1900.0));
        rates.add(9999.0);

        assertThat(warmUp(40, rates)).isEqualTo(new Warm(1900, 31, true));
    }

    @Test
    void isNotTakenInByManySmallSteps() throws Exception {
        assertThat(warmUp(10, 1000.0, 1030.0, 1060.0, 1090.0, 1120.0, 1150.0, 1180.0, 1210.0, 1240.0, 1270.0))
                .isEqualTo(new Warm(1270, 10, false));
    }

    @Test
    void eachBurstTakesASecondAsFarAsTheOneBeforeCanTell() throws Exception {
        warmUp(3, 200.0, 50.0, 50.0);

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
