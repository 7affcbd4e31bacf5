package io.customer360.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An application that starts the servers, tells how far it is, and then stays until it is ended. It ends in its own
 * time, and not before its servers if somebody has ended them, too.
 */
final class Application {

    private Application() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (EmbeddedServers servers =
                EmbeddedServers.start(Path.of(arguments[0]), 512, System.out::println, Application::givenUp)) {
            List<CompletableFuture<ProcessHandle>> ends = Stream.of(servers.postgres(), servers.elasticsearch())
                    .map(server -> ProcessHandle.of(server.pid()).orElseThrow().onExit())
                    .toList();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> outlive(ends)));
            System.out.printf(
                    "ready %d %d%n",
                    servers.postgres().pid(), servers.elasticsearch().pid());
            new CountDownLatch(1).await();
        } catch (ServerStartFailed failed) {
            System.out.println("failed: " + failed.getMessage());
        }
    }

    private static void outlive(List<CompletableFuture<ProcessHandle>> ends) {
        ends.forEach(CompletableFuture::join);
        System.out.println("outlived its servers");
        try {
            new CountDownLatch(1).await(2, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void givenUp(ServerStartFailed end) {
        System.out.println("given up: " + end.getMessage());
    }

    static Process start(Path dataDirectory) throws java.io.IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-D%s=%s"
                                .formatted(
                                        EmbeddedElasticsearch.JAVA_OPTIONS,
                                        System.getProperty(EmbeddedElasticsearch.JAVA_OPTIONS, "")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Application.class.getName(),
                        dataDirectory.toString())
                .redirectErrorStream(true)
                .start();
    }
}
