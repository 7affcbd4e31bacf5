package io.customer360.command.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {

    private static Dates dates(String... patterns) {
        return Dates.of(List.of(patterns), ZoneId.of("Asia/Shanghai"), LocalTime.NOON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        iso                 | 2024-01-02                     | 2024-01-02T04:00:00Z
        iso                 | 2024-01-02T10:15               | 2024-01-02T02:15:00Z
        iso                 | 2024-01-02T10:15:30.5Z         | 2024-01-02T10:15:30.5Z
        iso                 | 2024-01-02T10:15+02:00         | 2024-01-02T08:15:00Z
        dd.MM.yyyy HH:mm VV | 02.01.2024 10:15 Europe/Berlin | 2024-01-02T09:15:00Z
        dd.MM.yyyyXXX       | 02.01.2024+02:00               | 2024-01-02T04:00:00Z
        dd.MM.yyyy          | 2024-01-02T10:15:30+02:00      | 2024-01-02T08:15:30Z
        """)
    void takesTimeAndZoneFromTheTextOrElseFromTheMapping(String pattern, String text, Instant moment) {
        assertThat(dates(pattern).instant(text)).isEqualTo(moment);
    }

    @Test
    void triesOneFormatAfterTheOther() {
        assertThat(dates("dd/MM/yyyy", "MM-dd-yyyy").instant("01-02-2024"))
                .isEqualTo(Instant.parse("2024-01-02T04:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"iso,2024-02-30", "iso,2024-01-02T25:00", "iso,2024-01-02!", "HH:mm,10:15", "yyyy,2024"})
    void refusesWhatIsNoDate(String pattern, String text) {
        assertThatThrownBy(() -> dates(pattern).instant(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is not a date in the format %s", text, pattern);
    }
}
