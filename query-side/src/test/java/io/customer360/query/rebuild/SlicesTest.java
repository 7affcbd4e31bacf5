package io.customer360.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.customer.CustomerId;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlicesTest {

    @Test
    void ofASmallLedgerEachWorkerTakesItsShareInOneGo() {
        assertThat(Slices.open(new BitSet(), 13_334, 2)).containsExactly(new Slices(0, 127), new Slices(128, 255));
        assertThat(Slices.open(new BitSet(), 0, 3)).hasSize(3);
    }

    @Test
    void aLargeLedgerIsReadInFewGoes() {
        assertThat(Slices.open(new BitSet(), 50_000_000, 2))
                .containsExactly(new Slices(0, 63), new Slices(64, 127), new Slices(128, 191), new Slices(192, 255));
        assertThat(Slices.open(new BitSet(), 50_000_000, 8)).hasSize(8);
    }

    @Test
    void aLedgerThatMemoryHoldsIsReadInAsManyAsAreWorthwhile() {
        List<Slices> open = Slices.open(new BitSet(), 1_000_000, 2);

        assertThat(open).hasSizeBetween(40, 50);
        assertThat(open.getFirst()).isEqualTo(new Slices(0, 5));
        assertThat(open.getLast().last()).isEqualTo(255);
    }

    @Test
    void aCustomerIsInTheSliceOfTheFirstByte() {
        assertThat(Slices.of(new CustomerId(UUID.fromString("00ffffff-0000-0000-0000-000000000000"))))
                .isZero();
        assertThat(Slices.of(new CustomerId(UUID.fromString("80000000-0000-0000-0000-000000000000"))))
                .isEqualTo(128);
        assertThat(Slices.of(new CustomerId(UUID.fromString("ffffffff-0000-0000-0000-000000000000"))))
                .isEqualTo(255);
    }

    @Test
    void whatIsDoneIsLeftOut() {
        BitSet done = new BitSet();
        done.set(0, 10);
        done.set(20);
        done.set(255);

        assertThat(Slices.open(done, 1, 1)).containsExactly(new Slices(10, 19), new Slices(21, 254));
    }

    @Test
    void theyMeetWithoutAGap() {
        assertThat(new Slices(0, 15).from()).isEqualTo(UUID.fromString("00000000-0000-0000-0000-000000000000"));
        assertThat(new Slices(0, 15).below()).isEqualTo(UUID.fromString("10000000-0000-0000-0000-000000000000"));
        assertThat(new Slices(240, 255).from()).isEqualTo(UUID.fromString("f0000000-0000-0000-0000-000000000000"));
        assertThat(new Slices(240, 255).below()).isNull();
    }
}
