package io.customer360.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real files, imported whole, with the application killed in the middle: the totals are the files' own. */
class RealDataIT {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DATA = PROJECT.resolve("../shared/data").normalize();
    private static final Path MAPPINGS = PROJECT.resolve("docs/imports");

    static boolean dataIsThere() {
        boolean there = Files.exists(DATA.resolve("cdnow.csv")) && Files.exists(DATA.resolve("support-tickets.csv"));
        if (!there) {
            System.err.printf("%nNOT TESTED: the import of real data, because %s is absent.%n%n", DATA);
        }
        return there;
    }

    @Test
    @EnabledIf(value = "dataIsThere", disabledReason = "the real data sets are not beside the project")
    void importsBothFilesWholeAndOnlyOnceThoughItIsKilledInBetween(@TempDir Path directory) throws Exception {
        String purchases;
        ApplicationProcess first = ApplicationProcess.startForMuchWork(directory, "--customer360.sample=false");
        try {
            purchases = first.api().startImport(DATA.resolve("cdnow.csv"), MAPPINGS.resolve("cdnow.yaml"));
            Awaitility.await("the import is under way")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> first.api()
                                    .get(purchases)
                                    .body()
                                    .get("rows")
                                    .get("imported")
                                    .asLong()
                            > 10_000);
        } finally {
            first.kill();
        }

        try (ApplicationProcess second = ApplicationProcess.startForMuchWork(directory, "--customer360.sample=false")) {
            Api api = second.api();
            awaitDone(api, purchases);
            importFile(api, "support-tickets");
            expectTotals(api);

            importFile(api, "cdnow");
            importFile(api, "support-tickets");
            expectTotals(api);
        }
    }

    private static void importFile(Api api, String name) {
        awaitDone(api, api.startImport(DATA.resolve(name + ".csv"), MAPPINGS.resolve(name + ".yaml")));
    }

    private static void awaitDone(Api api, String job) {
        JsonNode done = Awaitility.await("the import is done")
                .atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> api.get(job).body(),
                        state -> Set.of("DONE", "FAILED", "CANCELLED")
                                .contains(state.get("status").asString()));
        assertThat(done.get("status").asString()).as(done.toString()).isEqualTo("DONE");
        assertThat(done.get("rows").get("refused").asLong()).as(done.toString()).isZero();
    }

    private static void expectTotals(Api api) {
        Awaitility.await("the views have caught up")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    JsonNode sums = api.get("/api/customers?limit=1").body().get("sums");
                    assertThat(sums.get("customers").asLong()).isEqualTo(8_320 + 23_570);
                    assertThat(sums.get("purchases").asLong()).isEqualTo(8_469 + 69_659);
                    assertThat(sums.get("serviceCases").asLong()).isEqualTo(8_469);
                    assertThat(sums.get("ratings").get("count").asLong()).isEqualTo(2_769);
                    assertThat(sums.get("ratings").get("mean").asDouble())
                            .isCloseTo(2.9913, org.assertj.core.data.Offset.offset(0.00005));
                    assertThat(sums.get("revenue").get("USD").decimalValue())
                            .isEqualByComparingTo(new BigDecimal("2500315.63"));
                });
    }
}
