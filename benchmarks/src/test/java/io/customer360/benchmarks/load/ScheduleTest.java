package io.customer360.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void requestsAreDueAtAFixedRate() {
        Schedule schedule = Schedule.of(500, Duration.ofSeconds(10));

        assertThat(schedule.arrivals()).isEqualTo(5_000);
        assertThat(schedule.due(0)).isZero();
        assertThat(schedule.due(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(2));
        assertThat(schedule.due(500)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void roundingDoesNotAddUp() {
        assertThat(new Schedule(3, 3_001).due(3_000)).isEqualTo(TimeUnit.SECONDS.toNanos(1_000));
    }

    @Test
    void somethingArrivesHoweverShortItIs() {
        assertThat(Schedule.of(0.1, Duration.ofSeconds(1)).arrivals()).isOne();
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(0, 1));
    }
}
