package io.customer360.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customer360.benchmarks.load.OpenLoop.Outcome;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void sendsEveryRequestOnce() throws InterruptedException {
        Set<Integer> sent = ConcurrentHashMap.newKeySet();

        Outcome outcome = OpenLoop.run(new Schedule(10_000, 500), (arrival, due) -> sent.add(arrival));

        assertThat(sent).isEqualTo(IntStream.range(0, 500).boxed().collect(Collectors.toSet()));
        assertThat(outcome.withoutFailures().count()).isEqualTo(500);
    }

    @Test
    void tellsEachRequestWhenItWasDueWheneverItIsSent() throws InterruptedException {
        Schedule schedule = new Schedule(2_000, 100);
        Map<Integer, Long> dues = new ConcurrentHashMap<>();

        OpenLoop.run(schedule, dues::put);

        long begin = Objects.requireNonNull(dues.get(0));
        dues.forEach((arrival, due) -> assertThat(due - begin).isEqualTo(schedule.due(arrival)));
    }

    @Test
    void doesNotWaitForAnAnswerBeforeTheNextRequest() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(100);

        Outcome outcome = OpenLoop.run(new Schedule(10_000, 100), (arrival, due) -> {
            all.countDown();
            all.await();
        });

        assertThat(outcome.withoutFailures().count()).isEqualTo(100);
    }

    @Test
    void countsFromTheMomentThatWasDueWhatWaitsForASlowSystem() throws InterruptedException {
        // One at a time, the first of which takes until the last one has arrived: all of them wait, none is left out.
        Semaphore oneAtATime = new Semaphore(1);
        CountDownLatch arrived = new CountDownLatch(200);

        Outcome outcome = OpenLoop.run(new Schedule(1_000, 200), (arrival, due) -> {
            arrived.countDown();
            oneAtATime.acquire();
            try {
                arrived.await();
            } finally {
                oneAtATime.release();
            }
        });

        // The last of 200 is due 199 ms after the first, so that half of them have waited for 99 ms and more.
        assertThat(outcome.latencies().summary().median()).isGreaterThan(95);
        assertThat(outcome.latencies().count()).isEqualTo(200);
    }

    @Test
    void countsFailuresApart() throws InterruptedException {
        Outcome outcome = OpenLoop.run(new Schedule(10_000, 10), (arrival, due) -> {
            if (arrival % 5 == 0) {
                throw new IllegalStateException("refused");
            }
        });

        assertThat(outcome.failures()).isEqualTo(2);
        assertThat(outcome.latencies().count()).isEqualTo(8);
        assertThatThrownBy(outcome::withoutFailures)
                .hasMessageContaining("2 of 10")
                .hasMessageContaining("refused");
    }
}
