package io.customer360.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EmbeddedServersIT {

    private static final int HEAP_MEGABYTES = 512;

    @TempDir
    Path directory;

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final List<ServerStartFailed> givenUp = new CopyOnWriteArrayList<>();

    /** Each start takes many seconds, so that one story tells of all the ends that an application may come to. */
    @Test
    void findTheirDataAgainHoweverTheApplicationEnded() throws Exception {
        try (EmbeddedServers servers = start()) {
            write(servers);
            refuseASecondApplication();
        }
        assertThat(progress).anyMatch(line -> line.matches("PostgreSQL .* is up after .* s"));
        assertThat(progress).anyMatch(line -> line.matches("Elasticsearch .* is up after .* s"));

        Process first = Application.start(directory);
        Set<ProcessHandle> serversOfFirst = pidsOf(lineThatStartsWith(first, "ready"));
        assertThat(serversOfFirst).hasSize(2).allMatch(ProcessHandle::isAlive);
        first.destroyForcibly().waitFor();

        Process second = Application.start(directory);
        Set<ProcessHandle> serversOfSecond = pidsOf(lineThatStartsWith(second, "ready"));
        awaitEnd(serversOfFirst, "ended with their application");
        killWithoutItsServers(second, serversOfSecond);

        try (EmbeddedServers servers = start()) {
            awaitEnd(serversOfSecond, "replaced");
            assertThat(read(servers)).contains("曾国藩");
        }
        assertThat(progress).anyMatch(line -> line.startsWith("Stopping postgresql that an earlier run left behind"));
        assertThat(progress)
                .anyMatch(line -> line.startsWith("Stopping elasticsearch that an earlier run left behind"));

        Process third = Application.start(directory);
        endTogether(third, pidsOf(lineThatStartsWith(third, "ready")));
        assertThat(third.inputReader().lines()).containsExactly("outlived its servers");
    }

    /** As whoever stops a service with all its processes at once. */
    private static void endTogether(Process application, Set<ProcessHandle> servers) throws Exception {
        String all = Stream.concat(Stream.of(application.toHandle()), servers.stream())
                .map(process -> String.valueOf(process.pid()))
                .collect(Collectors.joining(" "));
        assertThat(new ProcessBuilder("sh", "-c", "kill -s TERM " + all).start().waitFor())
                .isZero();
    }

    /** Their data is free a moment before the operating system has forgotten them. */
    private static void awaitEnd(Set<ProcessHandle> servers, String how) {
        await().untilAsserted(() -> assertThat(servers).as(how).noneMatch(ProcessHandle::isAlive));
    }

    private void refuseASecondApplication() throws Exception {
        assertThat(lineThatStartsWith(Application.start(directory), "failed"))
                .contains("Another application (process %d) is using the data directory %s"
                        .formatted(ProcessHandle.current().pid(), directory.toRealPath()));
    }

    private static void killWithoutItsServers(Process application, Set<ProcessHandle> servers) throws Exception {
        // All at once: the shells must not get to stop the servers, nor the application to start others.
        String stopped = Stream.concat(Stream.of(application.toHandle()), application.descendants())
                .filter(process -> !servers.contains(process))
                .filter(process -> process.pid() == application.pid()
                        || process.info().command().orElse("").matches(".*/(sh|dash|bash)"))
                .map(process -> String.valueOf(process.pid()))
                .collect(Collectors.joining(" "));
        assertThat(new ProcessBuilder("sh", "-c", "kill -s STOP %1$s && kill -s KILL %1$s".formatted(stopped))
                        .start()
                        .waitFor())
                .isZero();
        application.waitFor();
        assertThat(servers).as("outlived their supervisors").allMatch(ProcessHandle::isAlive);
    }

    @Test
    void areStartedAgainAtTheSameAddressWhenTheyEndByThemselves() throws Exception {
        try (EmbeddedServers servers = start()) {
            write(servers);
            createAnIndexThatCanNotBeAllocated(servers);
            try (Connection busy = connect(servers);
                    ExecutorService client = Executors.newSingleThreadExecutor()) {
                // A process of PostgreSQL's that is busy does not see that the first of them is gone.
                Future<Boolean> computes = client.submit(() -> busy.createStatement()
                        .execute("SELECT count(*) FROM generate_series(1, 1000000000) AS number"));
                await().until(() -> count(servers, "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'") > 1);
                kill(servers.postgres());
                kill(servers.elasticsearch());

                assertThatThrownBy(computes::get).hasRootCauseInstanceOf(IOException.class);
            }
            await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
                assertThat(read(servers)).contains("曾国藩");
                assertThat(progress)
                        .anyMatch(line -> line.startsWith("PostgreSQL is up again"))
                        .anyMatch(line -> line.startsWith("Elasticsearch is up again"));
            });
        }
        assertThat(progress)
                .contains("PostgreSQL has ended by itself with exit code 137. Starting it again, try 1 of 5");
        assertThat(progress).anyMatch(line -> line.startsWith("Elasticsearch has ended by itself"));
        assertThat(givenUp).isEmpty();
    }

    /** With it Elasticsearch's health stays red. */
    private static void createAnIndexThatCanNotBeAllocated(EmbeddedServers servers) throws Exception {
        assertThat(send(servers, "PUT", "/unavailable?wait_for_active_shards=0", """
            {"settings": {"index.routing.allocation.require._name": "nowhere", "number_of_replicas": 0}}\
            """))
                .contains("\"acknowledged\":true");
    }

    /** As the machine does when memory runs out. */
    private static void kill(EmbeddedServer server) {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
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
        return EmbeddedServers.start(directory, HEAP_MEGABYTES, progress::add, givenUp::add);
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

    private static long count(EmbeddedServers servers, String query) throws SQLException {
        try (Connection connection = connect(servers);
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
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
