package io.customer360.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @TempDir
    Path directory;

    @Test
    void findsItsDataAgainAfterARestart() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Progress.SILENT)) {
            execute(postgres, "CREATE TABLE customer (name text)");
            execute(postgres, "INSERT INTO customer VALUES ('曾国藩')");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Progress.SILENT)) {
            assertThat(query(postgres, "SELECT name FROM customer")).isEqualTo("曾国藩");
        }
    }

    @Test
    void keepsWhatItHasAcknowledged() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Progress.SILENT)) {
            assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(query(postgres, "SHOW full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void endsWhenItIsClosed() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Progress.SILENT);
        ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();

        postgres.close();

        assertThat(server.isAlive()).isFalse();
        assertThat(directory.resolve("postgresql.pid")).doesNotExist();
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Progress.SILENT)) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Progress.SILENT)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Progress.SILENT))
                    .isInstanceOf(ServerStartFailed.class)
                    .hasMessageContaining("is using the data directory")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(ProcessHandle.of(postgres.pid())).isPresent();
        }
    }

    @Test
    void saysTheEndOfItsLogWhenItCanNotStart() throws Exception {
        EmbeddedPostgres.start(directory, Progress.SILENT).close();
        Files.writeString(directory.resolve("data/postgresql.conf"), "\nno_such_setting = on\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Progress.SILENT))
                .isInstanceOf(ServerStartFailed.class)
                .hasMessageContaining("PostgreSQL can't start in " + directory.toRealPath())
                .hasMessageContaining("no_such_setting");
        assertThat(directory.resolve("postgresql.pid")).doesNotExist();
    }

    @Test
    void isGivenUpWithAClearSentenceWhenItEndsAgainAndAgain() throws Exception {
        List<String> progress = new CopyOnWriteArrayList<>();
        CompletableFuture<ServerStartFailed> givenUp = new CompletableFuture<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Progress.SILENT)) {
            Guard guard =
                    Guard.untilGivenUp("PostgreSQL", postgres, progress::add, givenUp::complete, Duration.ofMillis(1));
            Files.writeString(directory.resolve("data/postgresql.conf"), "\nno_such_setting = on\n");
            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();

            assertThat(givenUp.get(2, TimeUnit.MINUTES))
                    .hasMessageContaining("PostgreSQL can't start in " + directory.toRealPath())
                    .hasMessageContaining("no_such_setting")
                    .hasMessageContaining("not started any more");
            guard.end();
        }
        assertThat(progress)
                .hasSize(5)
                .first()
                .isEqualTo("PostgreSQL has ended by itself with exit code 137. Starting it again, try 1 of 5");
    }

    @Test
    void isTriedUntilItStartsWhereMuchGoesOnWithoutIt() throws Exception {
        List<String> progress = new CopyOnWriteArrayList<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Progress.SILENT)) {
            Guard guard = Guard.forEver("PostgreSQL", postgres, progress::add, Duration.ofMillis(1));
            try {
                Path settings = directory.resolve("data/postgresql.conf");
                String good = Files.readString(settings);
                Files.writeString(settings, "\nno_such_setting = on\n");
                ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> progress.stream().anyMatch(line -> line.endsWith("try 7")));

                Files.writeString(settings, good);

                await().atMost(Duration.ofMinutes(2))
                        .until(() -> progress.getLast().startsWith("PostgreSQL is up again"));
                assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
            } finally {
                guard.end();
            }
        }
    }

    @Test
    void hasAllTheTimeThatItNeedsToRecover() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Progress.SILENT)) {
            execute(postgres, "CREATE TABLE customer (name text)");
        }
        // As if there were much to do again: it is asked for a history and for two segments of its log, one by one.
        Files.createFile(directory.resolve("data/recovery.signal"));
        Files.writeString(
                directory.resolve("data/postgresql.auto.conf"),
                "hot_standby = off\nrestore_command = 'sleep 3; false'\n");
        List<String> progress = new CopyOnWriteArrayList<>();

        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(directory, progress::add, Duration.ofSeconds(4), Optional.empty())) {
            assertThat(query(postgres, "SELECT count(*) FROM customer")).isEqualTo("0");
        }
        assertThat(progress).contains("PostgreSQL is recovering what was written before it ended");
    }

    @Test
    void refusesADirectoryThatIsAFile() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(file, Progress.SILENT))
                .isInstanceOf(ServerStartFailed.class)
                .hasMessageContaining("The data directory " + file);
    }

    @Test
    void startsInADirectoryWithABlankInItsName() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.resolve("my customers"), Progress.SILENT)) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
