package io.customer360.benchmarks;

import io.customer360.embedded.EmbeddedServers;
import io.customer360.standalone.ServerAddresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The whole application in a JVM of its own with little heap, on servers that run already. */
final class SmallJvm implements AutoCloseable {

    static final int HEAP_MEGABYTES = 512;

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LAST_LINES = 5;

    private final Process process;
    private final Path collections;
    private final Path output;
    private final URI address;

    private SmallJvm(Process process, Path collections, Path output, Path port)
            throws IOException, InterruptedException {
        this.process = process;
        this.collections = collections;
        this.output = output;
        this.address = URI.create("http://127.0.0.1:" + await(port));
    }

    static SmallJvm start(EmbeddedServers servers, Path directory) throws IOException, InterruptedException {
        Path files = Files.createTempDirectory(directory, "small-jvm");
        Path port = files.resolve("port");
        Path collections = files.resolve("gc.log");
        Path output = files.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:gc:file=" + collections + "::filecount=0",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                System.getProperty("java.class.path"),
                OnRunningServers.class.getName(),
                port.toString(),
                "--server.port=0",
                "--customer360.sample=false",
                "--customer360.data-dir=" + files,
                "--" + ServerAddresses.DATABASE_URL + "=" + servers.postgres().jdbcUrl(),
                "--" + ServerAddresses.DATABASE_USER + "=" + servers.postgres().username(),
                "--" + ServerAddresses.ELASTICSEARCH_URL + "="
                        + servers.elasticsearch().url()));
        // Arguments can be seen by everybody on the machine.
        builder.environment()
                .put("SPRING_DATASOURCE_PASSWORD", servers.postgres().password());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            return new SmallJvm(process, collections, output, port);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            process.destroyForcibly().waitFor();
            throw failure;
        }
    }

    private String await(Path port) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!Files.exists(port)) {
            requireAlive();
            if (System.nanoTime() - begin > LONGEST_START.toNanos()) {
                throw new IllegalStateException("The application has not started within " + LONGEST_START);
            }
            Thread.sleep(LOOK);
        }
        return Files.readString(port);
    }

    URI address() {
        return address;
    }

    /** @throws IllegalStateException if it has ended, with what it said last */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            List<String> lines = Files.readAllLines(output);
            throw new IllegalStateException("The application ended with %d in a heap of %d MB: %s"
                    .formatted(
                            process.exitValue(),
                            HEAP_MEGABYTES,
                            String.join(" ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))));
        }
    }

    /** What its heap has held so far. */
    GcLog collections() throws IOException {
        return GcLog.read(collections);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
