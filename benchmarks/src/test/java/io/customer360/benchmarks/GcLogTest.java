package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GcLogTest {

    @Test
    void findsTheMostThatWasLeftByACollection() {
        GcLog log = GcLog.of(Stream.of(
                "[0.010s][info][gc] Using G1",
                "[1.234s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->5M(512M) 3.123ms",
                "[2.345s][info][gc] GC(1) Pause Young (Concurrent Start) (Metadata GC Threshold) 300M->210M(512M) 8ms",
                "[2.346s][info][gc] GC(2) Concurrent Mark Cycle",
                "[2.400s][info][gc] GC(2) Pause Remark 212M->190M(512M) 2.1ms",
                "[3.000s][info][gc] GC(3) Pause Full (G1 Compaction Pause) 490M->120M(512M) 90.0ms"));

        assertThat(log).isEqualTo(new GcLog(210, 490, 4));
    }

    @Test
    void readsTheLogOfTheSerialCollectorToo() {
        GcLog log =
                GcLog.of(Stream.of("[0.5s][info][gc] GC(0) Pause Young (Allocation Failure) 136M->20M(494M) 15.000ms"));

        assertThat(log).isEqualTo(new GcLog(20, 136, 1));
    }
}
