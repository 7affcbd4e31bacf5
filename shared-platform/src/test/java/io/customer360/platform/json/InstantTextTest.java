package io.customer360.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class InstantTextTest {

    private static final List<ChronoUnit> UNITS =
            List.of(ChronoUnit.SECONDS, ChronoUnit.MILLIS, ChronoUnit.MICROS, ChronoUnit.NANOS, ChronoUnit.DAYS);

    private final JsonMapper json = EventJson.mapper();

    @Test
    void writesAndReadsAsInstantsDo() {
        SplittableRandom random = new SplittableRandom(1);
        long first = Instant.parse("-0001-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("+10001-01-01T00:00:00Z").getEpochSecond();
        for (int i = 0; i < 200_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, last), random.nextInt(1_000_000_000))
                    .truncatedTo(UNITS.get(i % UNITS.size()));
            String text = json.writeValueAsString(instant);
            assertThat(text).isEqualTo('"' + instant.toString() + '"');
            assertThat(json.readValue(text, Instant.class)).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "0000-02-29T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "1970-01-01T00:00:00Z",
                "1900-02-28T12:00:00Z",
                "2000-02-29T12:00:00.1Z",
                "2024-02-29T23:59:59.12345Z",
                "9999-12-31T23:59:59.999Z"
            })
    void readsInTheShortWay(String text) {
        assertThat(read(text)).isEqualTo(Instant.parse(text));
    }

    /** Which instants are, and which are not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59+08:00",
                "2024-02-29T24:00:00Z",
                "+12024-02-29T23:59:59Z",
                "2023-02-29T23:59:59Z",
                "1900-02-29T23:59:59Z",
                "2024-04-31T23:59:59Z",
                "2024-00-10T23:59:59Z",
                "2024-01-00T23:59:59Z",
                "2024-01-01T23:60:59Z",
                "2024-01-01T23:59:61Z",
                "2024-01-01T23:59:59.Z",
                "2024-01-01T23:59:59.1234567890Z",
                "2024-01-01T23:59:59,1Z",
                "2024-01-0１T23:59:59Z",
                "2024-01-01 23:59:59Z",
                "2024-1-01T23:59:59.1Z",
                "2024-01-01",
                ""
            })
    void leavesEverythingElseToOthers(String text) {
        assertThat(read(text)).isNull();
    }

    @Test
    void refusesWhatIsNoInstant() {
        assertThat(json.readValue("\"2024-02-29T23:59:59+08:00\"", Instant.class))
                .isEqualTo("2024-02-29T15:59:59Z");
        assertThatThrownBy(() -> json.readValue("\"2023-02-29T23:59:59Z\"", Instant.class))
                .isInstanceOf(JacksonException.class);
    }

    private static @Nullable Instant read(String text) {
        char[] characters = ("##" + text + "##").toCharArray();
        return InstantText.read(characters, 2, text.length());
    }
}
