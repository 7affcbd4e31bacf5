package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.benchmarks.Comparison.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final Comparison IMPORT = new Comparison(
            "import",
            "import of purchases",
            "JDBC batches",
            "events",
            List.of(new Round(1_000, 4_000), new Round(3_000, 6_000), new Round(2_000, 20_000)),
            0.4);

    @TempDir
    private Path directory;

    @Test
    void tellsTheMedianOfTheRatiosAndHowFarTheyAreApart() throws IOException {
        String table = new Report(directory).write(List.of(IMPORT), Options.Size.QUICK);

        assertThat(table)
                .contains("| import of purchases | 2,000 events | JDBC batches | 6,000 | 0.25 | 0.10–0.50 | 0.40 |");
        assertThat(Files.readString(directory.resolve("results.md"))).isEqualTo(table);
    }

    @Test
    void keepsEveryRound() throws IOException {
        new Report(directory).write(List.of(IMPORT), Options.Size.QUICK);

        JsonNode run = JsonMapper.builder()
                .build()
                .readTree(directory.resolve("results.json").toFile());
        assertThat(run.at("/comparisons/0/rounds")).hasSize(3);
        assertThat(run.at("/machine/processors").asInt()).isPositive();
    }

    @Test
    void drawsAChart() throws IOException {
        new Report(directory).write(List.of(IMPORT), Options.Size.QUICK);

        assertThat(Files.readString(directory.resolve("ratios.svg")))
                .startsWith("<?xml")
                .contains("import of purchases");
    }
}
