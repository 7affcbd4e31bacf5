package io.customer360.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WholeSlicesTest {

    private static final byte[] NOTHING = {};

    private final Destination destination = new Destination();
    private final AtomicBoolean abandoned = new AtomicBoolean();

    @Test
    void notesWhatIsWholeOnceEnoughIsWritten() {
        WholeSlices whole = slices(3);

        whole.add(entries(10, 10));
        whole.add(entries(10, 12, 13));
        whole.add(entries(15));
        whole.end();

        assertThat(destination.noted).containsExactly(new Slices(10, 11), new Slices(12, 20));
        assertThat(destination.factsNoted).containsExactly(3, 3);
    }

    @Test
    void notesSlicesInWhichNobodyIs() {
        slices(3).end();

        assertThat(destination.noted).containsExactly(new Slices(10, 20));
        assertThat(destination.factsNoted).containsExactly(0);
    }

    @Test
    void writesAllInTheirOrderHoweverTheyCome() {
        WholeSlices whole = slices(1);

        whole.add(entries(10, 11, 11));
        whole.add(entries(11, 20));
        whole.end();

        assertThat(destination.written).containsExactly(10, 11, 11, 11, 20);
        assertThat(destination.noted).containsExactly(new Slices(10, 10), new Slices(11, 19), new Slices(20, 20));
    }

    @Test
    void isAbandonedBetweenTwoSlices() {
        WholeSlices whole = slices(2);
        whole.add(entries(10, 10));
        abandoned.set(true);

        whole.add(entries(10));
        assertThatExceptionOfType(WholeSlices.Abandoned.class).isThrownBy(() -> whole.add(entries(11, 11, 11)));

        assertThat(destination.noted).containsExactly(new Slices(10, 10));
        assertThat(destination.written).containsExactly(10, 10, 10);
    }

    private WholeSlices slices(int notedEvery) {
        return new WholeSlices(new Slices(10, 20), destination, notedEvery, abandoned::get);
    }

    private static List<LedgerEntry> entries(int... slices) {
        return IntStream.of(slices)
                .mapToObj(slice -> new LedgerEntry(
                        1,
                        "event",
                        new CustomerId(new UUID((long) slice << 56, 1)),
                        "Customer",
                        "aggregate",
                        0,
                        "type",
                        null,
                        Instant.EPOCH,
                        NOTHING,
                        NOTHING,
                        NOTHING))
                .toList();
    }

    private static final class Destination implements WholeSlices.Destination {

        private final List<Integer> written = new ArrayList<>();
        private final List<Slices> noted = new ArrayList<>();
        private final List<Integer> factsNoted = new ArrayList<>();
        private int unnoted;

        @Override
        public void write(List<LedgerEntry> entries) {
            entries.forEach(entry -> written.add(Slices.of(entry.customerId())));
            unnoted += entries.size();
        }

        @Override
        public int unnoted() {
            return unnoted;
        }

        @Override
        public void note(Slices whole) {
            noted.add(whole);
            factsNoted.add(unnoted);
            unnoted = 0;
        }
    }
}
