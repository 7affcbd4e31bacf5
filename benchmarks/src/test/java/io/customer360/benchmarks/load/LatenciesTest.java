package io.customer360.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void tellsMillisecondsOfWhatTookNanoseconds() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 1000; millis++) {
            latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
        }

        Latencies.Summary summary = latencies.summary();
        assertThat(summary.count()).isEqualTo(1000);
        assertThat(summary.median()).isCloseTo(500, within(1.0));
        assertThat(summary.p99()).isCloseTo(990, within(1.0));
        assertThat(summary.longest()).isCloseTo(1000, within(1.0));
    }

    @Test
    void keepsWhatIsLongerThanItCanTellAsTheLongest() {
        Latencies latencies = new Latencies();
        latencies.add(TimeUnit.HOURS.toNanos(5));
        latencies.add(-1);

        assertThat(latencies.summary().longest()).isCloseTo(TimeUnit.MINUTES.toMillis(30), within(2000.0));
        assertThat(latencies.count()).isEqualTo(2);
    }
}
