package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.benchmarks.Figure.Round;
import io.customer360.benchmarks.Measured.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final Options OPTIONS = Options.of("--customers=20000", "--seed=7");
    private static final Machine MACHINE = Machine.with(List.of("PostgreSQL 18 (fsync on)"));

    @TempDir
    private Path directory;

    private final Results results = new Results();

    @BeforeEach
    void measureSomething() throws InterruptedException {
        results.add(
                "import",
                "import of purchases",
                "9,000 events",
                "events/s",
                "JDBC batches",
                List.of(new Round(1_000, 4_000.0), new Round(3_000, 6_000.0), new Round(2_000, 20_000.0)),
                Target.atLeast(0.4));
        results.add(Figure.of(
                "visible", "readable by id, p99", "9,000 events", "ms", List.of(100.0, 300.0), Target.atMost(250)));
        results.attempt("heap", "rebuild in little heap", Target.atMost(512), () -> {
            throw new IllegalStateException("ended with 3\n| out of memory");
        });
        results.detail("visible", List.of("a", "b"));
    }

    private String write() throws IOException {
        return new Report(directory).write(results, MACHINE, OPTIONS);
    }

    @Test
    void tellsTheMedianOfTheRatiosHowFarTheyAreApartAndWhetherThatIsEnough() throws IOException {
        String table = write();

        assertThat(table)
                .contains("| import | import of purchases | 9,000 events | 2,000 events/s | JDBC batches |"
                        + " 6,000 events/s | 0.25 | 0.10–0.50 (3) | ≥ 0.40 | no |");
        assertThat(Files.readString(directory.resolve("results.md"))).isEqualTo(table);
    }

    @Test
    void tellsAValueThatStandsByItself() throws IOException {
        assertThat(write())
                .contains("| visible | readable by id, p99 | 9,000 events | 200 ms |  |  | 200 | 100–300 (2) | ≤ 250 |"
                        + " yes |");
    }

    @Test
    void saysWhyThereIsNoFigure() throws IOException {
        assertThat(write())
                .contains("| heap | rebuild in little heap | | | | | could not be measured: ended with 3 \\| out of"
                        + " memory | | ≤ 512 | no |");
    }

    @Test
    void namesTheMachineItsServersAndTheSeed() throws IOException {
        assertThat(write()).contains("PostgreSQL 18 (fsync on)", "seed 7", "processors");
    }

    @Test
    void keepsEveryRoundAndWhatStandsBehindIt() throws IOException {
        write();

        JsonNode run = JsonMapper.builder()
                .build()
                .readTree(directory.resolve("results.json").toFile());
        assertThat(run.at("/measured/0/rounds")).hasSize(3);
        assertThat(run.at("/measured/0/result").asString()).isEqualTo("Figure");
        assertThat(run.at("/measured/0/target/bound").asString()).isEqualTo("AT_LEAST");
        assertThat(run.at("/measured/2/reason").asString()).contains("out of memory");
        assertThat(run.at("/details/visible")).hasSize(2);
        assertThat(run.at("/machine/processors").asInt()).isPositive();
        assertThat(run.at("/customers").asLong()).isEqualTo(20_000);
    }

    @Test
    void drawsWhatFitsOnOneScaleAndNothingElse() throws IOException {
        Files.writeString(directory.resolve("times.svg"), "of a run before");

        write();

        assertThat(Files.readString(directory.resolve("ratios.svg")))
                .startsWith("<?xml")
                .contains("import of purchases")
                .doesNotContain("readable");
        assertThat(Files.readString(directory.resolve("milliseconds.svg"))).contains("readable by id, p99");
        assertThat(directory.resolve("times.svg")).doesNotExist();
    }
}
