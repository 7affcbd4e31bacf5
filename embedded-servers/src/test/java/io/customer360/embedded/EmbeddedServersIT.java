package io.customer360.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EmbeddedServersIT {

    private static final int HEAP_MEGABYTES = 512;

    @TempDir
    Path directory;

    private final List<String> progress = new CopyOnWriteArrayList<>();

    @Test
    void findTheirDataAgainAfterARestart() throws Exception {
        try (EmbeddedServers servers = start()) {
            write(servers);
        }
        try (EmbeddedServers servers = start()) {
            assertThat(read(servers)).contains("曾国藩");
        }
        assertThat(progress).anyMatch(line -> line.matches("PostgreSQL .* is up after .* s"));
        assertThat(progress).anyMatch(line -> line.matches("Elasticsearch .* is up after .* s"));
    }

    @Test
    void endWithAnApplicationThatIsKilledAndStartAgainOnItsData() throws Exception {
        Process application = Application.start(directory);
        Set<ProcessHandle> servers = pidsOf(lineThatStartsWith(application, "ready"));
        assertThat(servers).hasSize(2).allMatch(ProcessHandle::isAlive);

        application.destroyForcibly().waitFor();

        try (EmbeddedServers ours = start()) {
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
            write(ours);
        }
    }

    @Test
    void startAfterAnApplicationWasKilledWhileItStartedThem() throws Exception {
        for (String moment :
                List.of("PostgreSQL: creating", "PostgreSQL 18.6.0 is up", "Elasticsearch 9.5.3 is starting")) {
            Process application = Application.start(directory);
            lineThatStartsWith(application, moment);
            application.destroyForcibly().waitFor();
            if (moment.startsWith("Elasticsearch")) {
                break;
            }
        }
        try (EmbeddedServers ours = start()) {
            write(ours);
            assertThat(read(ours)).contains("曾国藩");
        }
    }

    @Test
    void replaceServersThatOutlivedTheirSupervisor() throws Exception {
        Process application = Application.start(directory);
        Set<ProcessHandle> servers = pidsOf(lineThatStartsWith(application, "ready"));
        try (Stream<ProcessHandle> all = application.descendants()) {
            // The shells only: they must not get to stop the servers.
            all.filter(process -> !servers.contains(process))
                    .filter(process -> process.info().command().orElse("").matches(".*/(sh|dash|bash)"))
                    .toList()
                    .forEach(ProcessHandle::destroyForcibly);
        }
        application.destroyForcibly().waitFor();
        assertThat(servers).allMatch(ProcessHandle::isAlive);

        try (EmbeddedServers ours = start()) {
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
            write(ours);
        }
        assertThat(progress).anyMatch(line -> line.startsWith("Stopping postgresql that an earlier run left behind"));
        assertThat(progress)
                .anyMatch(line -> line.startsWith("Stopping elasticsearch that an earlier run left behind"));
    }

    @Test
    void refuseASecondApplicationOnTheSameDirectory() throws Exception {
        try (EmbeddedServers servers = start()) {
            Process second = Application.start(directory);

            assertThat(lineThatStartsWith(second, "failed"))
                    .contains("Another application (process %d) is using the data directory %s"
                            .formatted(ProcessHandle.current().pid(), directory.toRealPath()));
            write(servers);
        }
    }

    @Test
    void leaveNothingRunningWhenOneOfThemCanNotStart() throws Exception {
        Files.createDirectories(directory.resolve("elasticsearch"));
        Files.createFile(directory.resolve("elasticsearch/data"));

        try (EmbeddedServers servers = start()) {
            assertThatThrownBy(servers::elasticsearch)
                    .isInstanceOf(ServerStartFailed.class)
                    .hasMessageContaining("Elasticsearch can't start");
        }
        assertThat(directory.resolve("postgresql/postgresql.pid")).doesNotExist();
        Files.delete(directory.resolve("elasticsearch/data"));
        try (EmbeddedServers servers = start()) {
            write(servers);
        }
    }

    @Test
    void stopWhileElasticsearchIsStillStarting() {
        start().close();

        assertThat(directory.resolve("elasticsearch/elasticsearch.pid")).doesNotExist();
        assertThat(directory.resolve("postgresql/postgresql.pid")).doesNotExist();
        start().close();
    }

    private EmbeddedServers start() {
        return EmbeddedServers.start(directory, HEAP_MEGABYTES, progress::add);
    }

    private static String lineThatStartsWith(Process application, String start) throws IOException {
        BufferedReader output = application.inputReader();
        StringBuilder all = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
            all.append(line).append('\n');
        }
        throw new AssertionError("The application never said '" + start + "' but\n" + all);
    }

    private static Set<ProcessHandle> pidsOf(String ready) {
        String[] words = ready.split(" ");
        return Set.of(
                ProcessHandle.of(Long.parseLong(words[1])).orElseThrow(),
                ProcessHandle.of(Long.parseLong(words[2])).orElseThrow());
    }

    private static void write(EmbeddedServers servers) throws Exception {
        try (Connection connection = connect(servers)) {
            connection.createStatement().execute("CREATE TABLE customer (name text)");
        }
        assertThat(send(servers, "PUT", "/customers/_doc/1?refresh=true", "{\"name\":\"曾国藩\"}"))
                .contains("\"result\":\"created\"");
    }

    private static String read(EmbeddedServers servers) throws Exception {
        try (Connection connection = connect(servers)) {
            connection.createStatement().execute("SELECT FROM customer");
        }
        return send(servers, "GET", "/customers/_doc/1", "");
    }

    private static Connection connect(EmbeddedServers servers) throws SQLException {
        EmbeddedPostgres postgres = servers.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    private static String send(EmbeddedServers servers, String method, String path, String body) throws Exception {
        URI url = servers.elasticsearch().url().resolve(path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(url)
                                    .timeout(Duration.ofSeconds(30))
                                    .header("Content-Type", "application/json")
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
