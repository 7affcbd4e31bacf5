package io.customer360.query.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final long START = -5_000_000_000L;

    private final Rates rates = new Rates(Duration.ofSeconds(60));

    @Test
    void knowsNoRateBeforeThereIsSomethingToCompareWith() {
        assertThat(rates.ofRelay(at(0), standing(10))).isEmpty();
        rates.add(at(0), standing(10, 10, 10));
        assertThat(rates.ofRelay(at(0), standing(10))).isEmpty();
        assertThat(rates.ofReader(at(0.1), reader(10, 10))).isEmpty();
    }

    @Test
    void isWhatTheLedgerHasGrownBy() {
        rates.add(at(0), standing(100));
        rates.add(at(5), standing(300));
        assertThat(rates.ofRelay(at(10), standing(600))).hasValue(50);
    }

    @Test
    void isTheMeanOfTheSegments() {
        rates.add(at(0), standing(1000, 100, 200));
        assertThat(rates.ofReader(at(10), reader(300, 200))).hasValue(10);
    }

    @Test
    void looksBackNoLongerThanTheSpan() {
        rates.add(at(0), standing(0, 0));
        rates.add(at(50), standing(50_000, 50_000));
        rates.add(at(100), standing(50_000, 50_000));
        assertThat(rates.ofRelay(at(105), standing(50_000))).hasValue(0);
        assertThat(rates.ofReader(at(105), reader(50_000))).hasValue(0);
    }

    @Test
    void isZeroForAReaderThatBeganAnew() {
        rates.add(at(0), standing(1000, 1000));
        assertThat(rates.ofReader(at(10), reader(20))).hasValue(0);
    }

    @Test
    void leavesOutWhatARebuildHasHandled() {
        rates.add(at(0), standing(1_000_000, 100, 900_050));
        Standing.OfReader now = reader(900_150, 900_150);
        assertThat(rates.ofReader(
                        at(10),
                        new Standing.OfReader(now.name(), now.status(), 0, 0, 0, null, now.segments(), 0, 0, 900_000)))
                .hasValue(12.5);
    }

    @Test
    void leavesSegmentsOutThatWereNotThereBefore() {
        rates.add(at(0), standing(1000, 0));
        assertThat(rates.ofReader(at(10), reader(100, 900))).hasValue(10);
        assertThat(rates.ofReader(
                        at(10),
                        new Standing.OfReader("other", Standing.Status.WORKING, 5, 0, 0, null, List.of(), 0, 0, 0)))
                .isEmpty();
    }

    private static long at(double seconds) {
        return START + (long) (seconds * 1_000_000_000L);
    }

    private static Standing standing(long head, long... positions) {
        return new Standing(Instant.EPOCH, head, List.of(reader(positions)), new Standing.OfRelay(0L, 0.0));
    }

    private static Standing.OfReader reader(long... positions) {
        List<Standing.Segment> segments = new ArrayList<>();
        for (long position : positions) {
            segments.add(new Standing.Segment(segments.size(), position, "1@here", Instant.EPOCH, null));
        }
        return new Standing.OfReader("names", Standing.Status.WORKING, 0, 0, 0, null, segments, 0, 0, 0);
    }
}
