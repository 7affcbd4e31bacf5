package io.customer360.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The application as people run it: a process of its own, with its servers as its children. It can be stopped, and
 * killed.
 */
final class ApplicationProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Ready.*?http://localhost:(\\d+)", Pattern.DOTALL);
    private static final Duration START = Duration.ofMinutes(4);

    private final Process process;
    private final Path data;
    private final Path log;
    private final Api api;

    private ApplicationProcess(Process process, Path data, Path log, URI address) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.api = new Api(address);
    }

    /** What a JVM that is up for a minute or two would compile with most effort, it would hardly run any more. */
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-Dcustomer360.elasticsearch-java-options=-XX:TieredStopAtLevel=1");

    /** Starts on a free port and waits until it says that it is ready. */
    static ApplicationProcess start(Path dataDirectory, String... arguments) throws IOException {
        return start(QUICK_START, dataDirectory, arguments);
    }

    /** Starts so that it is fast later, rather than soon there. */
    static ApplicationProcess startForMuchWork(Path dataDirectory, String... arguments) throws IOException {
        return start(List.of(), dataDirectory, arguments);
    }

    private static ApplicationProcess start(List<String> options, Path dataDirectory, String... arguments)
            throws IOException {
        Path data = dataDirectory.resolve("data");
        Path log = Files.createTempFile(dataDirectory, "application", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                Customer360Application.class.getName(),
                "--server.port=0",
                "--customer360.data-dir=" + data));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new ApplicationProcess(process, data, log, awaitReady(process, log));
        } catch (RuntimeException | AssertionError notReady) {
            process.destroyForcibly();
            throw new AssertionError("The application did not start. Its output:\n" + Files.readString(log), notReady);
        }
    }

    private static URI awaitReady(Process process, Path log) {
        return Awaitility.await("the application is ready")
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            assertThat(process.isAlive())
                                    .as("the application runs")
                                    .isTrue();
                            return address(log);
                        },
                        Objects::nonNull);
    }

    private static @Nullable URI address(Path log) throws IOException {
        Matcher ready = READY.matcher(Files.readString(log));
        return ready.find() ? URI.create("http://127.0.0.1:" + ready.group(1)) : null;
    }

    Api api() {
        return api;
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /** Its own database. */
    Connection database() throws IOException, SQLException {
        Path postgres = data.resolve("postgresql");
        String port = Files.readAllLines(postgres.resolve("data").resolve("postmaster.pid"))
                .get(3)
                .strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/customer360".formatted(port),
                "customer360",
                Files.readString(postgres.resolve("password")).strip());
    }

    /** The first process of its PostgreSQL. */
    ProcessHandle postgres() throws IOException {
        return processIn("postgresql/postgresql.pid");
    }

    /** Its Elasticsearch, without what launches it. */
    ProcessHandle elasticsearch() throws IOException {
        return processIn("elasticsearch/node.pid");
    }

    /** What launches its Elasticsearch, the first process of a group of its own. */
    ProcessHandle elasticsearchLauncher() throws IOException {
        return processIn("elasticsearch/elasticsearch.pid");
    }

    private ProcessHandle processIn(String pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(data.resolve(pidFile)).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Where its Elasticsearch answers. */
    URI elasticsearchAddress() throws IOException {
        return Files.readAllLines(data.resolve("elasticsearch/logs/http.ports")).stream()
                .filter(line -> line.startsWith("127.0.0.1:"))
                .findFirst()
                .map(line -> URI.create("http://" + line.strip()))
                .orElseThrow();
    }

    /** As {@code kill -9}. */
    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** As {@code kill -9}: the application gets no chance to do anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** As Ctrl-C. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The application did not stop within a minute");
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
