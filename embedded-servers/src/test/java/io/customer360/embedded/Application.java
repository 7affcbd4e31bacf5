package io.customer360.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** An application that starts the servers, tells how far it is, and then stays until it is killed. */
final class Application {

    private Application() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (EmbeddedServers servers =
                EmbeddedServers.start(Path.of(arguments[0]), 512, System.out::println, Application::givenUp)) {
            System.out.printf(
                    "ready %d %d%n",
                    servers.postgres().pid(), servers.elasticsearch().pid());
            new CountDownLatch(1).await();
        } catch (ServerStartFailed failed) {
            System.out.println("failed: " + failed.getMessage());
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
