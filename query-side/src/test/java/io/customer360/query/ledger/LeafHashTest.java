package io.customer360.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.customer.CustomerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeafHashTest {

    private static final UUID CUSTOMER = UUID.fromString("0197c1de-7a44-7c32-9e5b-6a2d3f10c9aa");

    @Test
    void staysWhatItWasForEver() {
        // Reckoned by hand from the documented encoding, with a tool of its own:
        // 00 | 8 bytes 42 | 00000002 "e1" | 00000024 customer | ffffffff | 00000002 "a1" | 8 bytes 3 | 00000001 "T"
        // | 00000001 "1" | 8 bytes 1767323045000006 | 00000002 "{}" | 00000000
        assertThat(HexFormat.of().formatHex(LeafHash.of(entry(42, "e1", null, "a1", "1", "{}", ""))))
                .isEqualTo("363509438a6b1bccf47c18a6c5c96662daf5e809bc8a9525adcd3e4ac64ebf8a");
    }

    @Test
    void differsWhereverTwoEntriesDiffer() {
        Set<String> hashes = Stream.of(
                        entry(1, "e", "t", "a", "1", "p", "m"),
                        entry(2, "e", "t", "a", "1", "p", "m"),
                        entry(1, "et", "", "a", "1", "p", "m"),
                        entry(1, "et", null, "a", "1", "p", "m"),
                        entry(1, "e", "ta", "", "1", "p", "m"),
                        entry(1, "e", "t", "a", null, "p", "m"),
                        entry(1, "e", "t", "a", "", "p", "m"),
                        entry(1, "e", "t", "a", "1", "pm", ""),
                        entry(1, "e", "t", "a", "1", "", "pm"))
                .map(entry -> HexFormat.of().formatHex(LeafHash.of(entry)))
                .collect(Collectors.toSet());
        assertThat(hashes).hasSize(9);
    }

    private static LedgerEntry entry(
            long position,
            String eventId,
            @Nullable String aggregateType,
            String aggregateId,
            @Nullable String revision,
            String payload,
            String metadata) {
        return new LedgerEntry(
                position,
                eventId,
                new CustomerId(CUSTOMER),
                aggregateType,
                aggregateId,
                3,
                "T",
                revision,
                Instant.parse("2026-01-02T03:04:05.000006Z"),
                payload.getBytes(StandardCharsets.UTF_8),
                metadata.getBytes(StandardCharsets.UTF_8),
                new byte[0]);
    }
}
