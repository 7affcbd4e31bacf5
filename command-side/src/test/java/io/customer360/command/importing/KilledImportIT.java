package io.customer360.command.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customer360.command.CommandSideApplication;
import io.customer360.embedded.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Kills a whole application in the middle of an import from its command line, and starts it again. */
class KilledImportIT {

    private static final int ROWS = 6_000;
    private static final int CUSTOMERS = 500;

    @TempDir
    Path directory;

    private String database;
    private JdbcClient sql;
    private @Nullable Process application;

    @BeforeEach
    void prepare() throws IOException {
        database = TestServers.freshDatabase();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database);
        dataSource.setUser(TestServers.postgres().username());
        dataSource.setPassword(TestServers.postgres().password());
        sql = JdbcClient.create(dataSource);
        Files.writeString(
                directory.resolve("purchases.csv"),
                "customer_id,date,units,amount\n"
                        + IntStream.range(0, ROWS)
                                .mapToObj(i -> "%05d,2024-01-%02d,1,%s\n"
                                        .formatted(i % CUSTOMERS, i % 28 + 1, i == 77 ? "none" : "10.00"))
                                .collect(Collectors.joining()));
    }

    @AfterEach
    void end() {
        if (application != null) {
            application.destroyForcibly();
        }
    }

    @Test
    void goesOnWithoutLosingOrDoublingAnything() throws Exception {
        Process first = start();
        await().atMost(Duration.ofMinutes(5))
                .until(() -> rowsRead().filter(rows -> rows > 0).isPresent());
        first.destroyForcibly().waitFor();
        long readWhenKilled = rowsRead().orElseThrow();
        assertThat(readWhenKilled).isBetween(1L, (long) ROWS - 1);

        Process second = start();

        assertThat(second.waitFor(240, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isZero();
        assertThat(count("SELECT count(*) FROM command.import_job WHERE state = 'DONE'"))
                .isEqualTo(1);
        assertThat(count("SELECT rows_imported FROM command.import_job")).isEqualTo(ROWS - 1);
        assertThat(count("SELECT rows_refused FROM command.import_job")).isEqualTo(1);
        assertThat(count("SELECT line FROM command.import_refusal")).isEqualTo(79);
        assertThat(count("SELECT customers FROM command.import_job")).isEqualTo(CUSTOMERS);
        assertThat(count("SELECT count(*) FROM command.domain_event_entry WHERE type = 'Customer'"))
                .isEqualTo(CUSTOMERS);
        assertThat(count("SELECT count(*) FROM command.domain_event_entry WHERE type = 'Purchase'"))
                .isEqualTo(ROWS - 1);
        try (var kept = Files.list(directory.resolve("imports"))) {
            assertThat(kept).isEmpty();
        }
    }

    private Process start() throws IOException {
        application = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CommandSideApplication.class.getName(),
                        "--server.port=0",
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=" + TestServers.postgres().username(),
                        "--spring.datasource.password=" + TestServers.postgres().password(),
                        "--spring.datasource.hikari.maximum-pool-size=5",
                        "--customer360.import.directory=" + directory.resolve("imports"),
                        "--customer360.import.batch-size=50",
                        "--customer360.import.file=" + directory.resolve("purchases.csv"),
                        "--customer360.import.mapping=cdnow",
                        "--customer360.import.exit=true"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "killed-import.log").toFile()))
                .start();
        return application;
    }

    private Optional<Long> rowsRead() {
        boolean migrated = sql.sql("SELECT to_regclass('command.import_job') IS NOT NULL")
                .query(Boolean.class)
                .single();
        return migrated
                ? sql.sql("SELECT rows_read FROM command.import_job")
                        .query(Long.class)
                        .optional()
                : Optional.empty();
    }

    private long count(String query) {
        return sql.sql(query).query(Long.class).single();
    }
}
