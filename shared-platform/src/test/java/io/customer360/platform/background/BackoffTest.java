package io.customer360.platform.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUpToTheLongestPause() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThat(Stream.generate(backoff::pause).limit(5).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 5L, 5L);
    }

    @Test
    void beginsAgainWithTheFirstPauseAfterItGotOn() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));
        backoff.pause();
        backoff.pause();

        backoff.reset();

        assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isNeverLongerThanTheLongestEvenAtFirst() {
        assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofMillis(10)).pause())
                .isEqualTo(Duration.ofMillis(10));
    }
}
