package io.customer360.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A real Elasticsearch, one node on loopback and a free port, that stops when it is closed or when this JVM ends,
 * however it ends. It runs on the JDK that runs us.
 */
public final class EmbeddedElasticsearch extends EmbeddedServer {

    /** System property with further options, between blanks, for the server's JVM and for that which launches it. */
    static final String JAVA_OPTIONS = "customer360.elasticsearch-java-options";

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private static final int ANY_PORT = 0;

    private static final Pattern RECOVERS_SHARDS = Pattern.compile("\"initializing_shards\"\\s*:\\s*[1-9]");

    private final int heapMegabytes;
    private final Optional<Path> removeAfterwards;
    private final URI url;

    private EmbeddedElasticsearch(
            DataDirectory directory, int heapMegabytes, Optional<Path> removeAfterwards, Running running) {
        super(directory, running.process());
        this.heapMegabytes = heapMegabytes;
        this.removeAfterwards = removeAfterwards;
        this.url = running.url();
    }

    private record Running(SupervisedProcess process, URI url) {}

    /** How far a server is, as seen from outside. */
    private enum Health {
        SILENT,
        ANSWERING,
        RECOVERING,
        COMPLETE
    }

    /**
     * Starts the server on the data in this directory, which is created where it is missing.
     *
     * @param heapMegabytes the server's whole heap, taken at once
     */
    public static EmbeddedElasticsearch start(Path directory, int heapMegabytes, Progress progress) {
        return start(directory, heapMegabytes, progress, Optional.empty());
    }

    static EmbeddedElasticsearch start(
            Path directory, int heapMegabytes, Progress progress, Optional<Path> removeAfterwards) {
        DataDirectory locked = DataDirectory.lock(directory);
        try {
            return new EmbeddedElasticsearch(
                    locked,
                    heapMegabytes,
                    removeAfterwards,
                    launch(locked.path(), heapMegabytes, ANY_PORT, progress, removeAfterwards, Health.COMPLETE));
        } catch (AccessDeniedException e) {
            locked.close();
            throw new ServerStartFailed(
                    "Elasticsearch can't start in %s: user %s has no access to %s. Mend its rights, or build and start as one and the same user."
                            .formatted(directory, System.getProperty("user.name"), e.getFile()),
                    e);
        } catch (IOException e) {
            locked.close();
            throw new ServerStartFailed("Elasticsearch can't start in %s: %s".formatted(directory, e.getMessage()), e);
        } catch (RuntimeException e) {
            locked.close();
            throw e;
        }
    }

    /** Where it answers HTTP, without a slash at the end. */
    public URI url() {
        return url;
    }

    /**
     * It is up as soon as it answers: whoever ended it over an index that is not there yet would have it begin anew.
     */
    @Override
    SupervisedProcess launchAgain(DataDirectory directory, Progress progress) {
        try {
            return launch(directory.path(), heapMegabytes, url.getPort(), progress, removeAfterwards, Health.ANSWERING)
                    .process();
        } catch (IOException e) {
            throw new ServerStartFailed(
                    "Elasticsearch can't start in %s: %s".formatted(directory.path(), e.getMessage()), e);
        }
    }

    private static Running launch(
            Path directory,
            int heapMegabytes,
            int port,
            Progress progress,
            Optional<Path> removeAfterwards,
            Health enough)
            throws IOException {
        Path home = Distribution.elasticsearchHome();
        Path java = Path.of(System.getProperty("java.home"));
        Path ownPid = directory.resolve("node.pid");
        SupervisedProcess.Program elasticsearch =
                new SupervisedProcess.Program("elasticsearch", directory, "TERM", STOPPED_WITHIN);
        SupervisedProcess.stopLeftover(elasticsearch, List.of(ownPid), progress);

        Files.createDirectories(directory.resolve("data"));
        Files.createDirectories(directory.resolve("tmp"));
        Path logs = Files.createDirectories(directory.resolve("logs"));
        Path portsFile = logs.resolve("http.ports");
        Files.deleteIfExists(portsFile);
        configure(directory, home, heapMegabytes, port);
        Account account = Account.choose();
        account.own(directory);
        account.requireAccess(directory, List.of(home.resolve("bin/elasticsearch"), java.resolve("bin/java")));

        SupervisedProcess process = SupervisedProcess.start(
                elasticsearch,
                account.command(List.of(home.resolve("bin/elasticsearch").toString(), "-p", ownPid.toString())),
                Map.of(
                        "ES_JAVA_HOME", java.toString(),
                        "ES_PATH_CONF", directory.resolve("config").toString(),
                        "ES_TMPDIR", directory.resolve("tmp").toString(),
                        "CLI_JAVA_OPTS", javaOptions()),
                removeAfterwards);
        Optional<URI> url = whenReady(process, portsFile, enough);
        if (url.isEmpty()) {
            process.stop();
            Path log = logs.resolve("elasticsearch.log");
            throw new ServerStartFailed("Elasticsearch can't start in %s. The end of its logs, %s and %s:%s"
                    .formatted(
                            directory,
                            log,
                            elasticsearch.log(),
                            SupervisedProcess.lastLines(log, elasticsearch.log())));
        }
        return new Running(process, url.get());
    }

    /** Writes the configuration anew at every start, so that it always fits this version and this machine. */
    private static void configure(Path directory, Path home, int heapMegabytes, int port) throws IOException {
        Path config = Files.createDirectories(directory.resolve("config"));
        Files.createDirectories(config.resolve("jvm.options.d"));
        Files.writeString(config.resolve("elasticsearch.yml"), """
            cluster.name: customer360
            node.name: embedded
            path.data: %s
            path.logs: %s
            network.host: 127.0.0.1
            http.port: %s
            transport.port: 0
            node.portsfile: true
            discovery.type: single-node
            xpack.security.enabled: false
            cluster.routing.allocation.disk.threshold_enabled: false
            """.formatted(
                        quoted(directory.resolve("data")), quoted(directory.resolve("logs")), port));
        Files.writeString(config.resolve("log4j2.properties"), Distribution.text("elasticsearch-log4j2.txt"));
        // The distribution's own options, but for up to 2 GB of garbage collector logs.
        Files.write(
                config.resolve("jvm.options"),
                Files.readAllLines(home.resolve("config/jvm.options")).stream()
                        .filter(line -> !line.startsWith("-Xlog:gc"))
                        .toList());
        Files.writeString(config.resolve("jvm.options.d/embedded.options"), """
            -Xms%1$dm
            -Xmx%1$dm
            -Dcustomer360.directory=%2$s
            %3$s
            """.formatted(
                        heapMegabytes, directory, javaOptions().replace(' ', '\n')));
    }

    private static String javaOptions() {
        return System.getProperty(JAVA_OPTIONS, "");
    }

    private static Optional<URI> whenReady(SupervisedProcess process, Path portsFile, Health enough) {
        long lastSign = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() - lastSign < READY_WITHIN.toNanos() && !process.endsWithin(BETWEEN_TRIES)) {
                Optional<URI> url = SupervisedProcess.lines(portsFile).stream()
                        .filter(line -> line.startsWith("127.0.0.1:"))
                        .findFirst()
                        .map(line -> URI.create("http://" + line.strip()));
                Health health = url.map(address -> health(client, address)).orElse(Health.SILENT);
                if (health.compareTo(enough) >= 0) {
                    return url;
                }
                if (health == Health.RECOVERING) {
                    // However long that takes, as with a long log of what was written last.
                    lastSign = System.nanoTime();
                }
            }
        }
        return Optional.empty();
    }

    private static Health health(HttpClient client, URI url) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"))
                .timeout(ANSWERS_WITHIN)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return Health.COMPLETE;
            }
            return RECOVERS_SHARDS.matcher(answer.body()).find() ? Health.RECOVERING : Health.ANSWERING;
        } catch (IOException e) {
            return Health.SILENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.SILENT;
        }
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
