package io.customer360.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Both servers, started at the same time, with everything of theirs in one data directory. */
public final class EmbeddedServers implements AutoCloseable {

    private final DataDirectory directory;
    private final EmbeddedPostgres postgres;
    private final EmbeddedElasticsearch elasticsearch;

    private EmbeddedServers(DataDirectory directory, EmbeddedPostgres postgres, EmbeddedElasticsearch elasticsearch) {
        this.directory = directory;
        this.postgres = postgres;
        this.elasticsearch = elasticsearch;
    }

    /**
     * Starts both and returns when both are ready.
     *
     * @param heapMegabytes Elasticsearch's whole heap
     * @throws ServerStartFailed if either can't start, or another application uses the directory; nothing runs then
     */
    public static EmbeddedServers start(Path dataDirectory, int heapMegabytes, Progress progress) {
        DataDirectory directory = DataDirectory.lock(dataDirectory);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            CompletableFuture<EmbeddedPostgres> postgres = CompletableFuture.supplyAsync(
                    timed(
                            "PostgreSQL " + Distribution.postgresVersion(),
                            progress,
                            () -> EmbeddedPostgres.start(directory.path().resolve("postgresql"), progress)),
                    both);
            CompletableFuture<EmbeddedElasticsearch> elasticsearch = CompletableFuture.supplyAsync(
                    timed(
                            "Elasticsearch " + Distribution.elasticsearchVersion(),
                            progress,
                            () -> EmbeddedElasticsearch.start(
                                    directory.path().resolve("elasticsearch"), heapMegabytes, progress)),
                    both);
            try {
                CompletableFuture.allOf(postgres, elasticsearch).join();
                return new EmbeddedServers(directory, postgres.join(), elasticsearch.join());
            } catch (CompletionException e) {
                closeIfStarted(postgres);
                closeIfStarted(elasticsearch);
                directory.close();
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    public EmbeddedElasticsearch elasticsearch() {
        return elasticsearch;
    }

    /** Stops both, at the same time, and frees the data directory. */
    @Override
    public void close() {
        CompletableFuture<Void> search = CompletableFuture.runAsync(elasticsearch::close);
        postgres.close();
        search.join();
        directory.close();
    }

    private static <T> Supplier<T> timed(String name, Progress progress, Supplier<T> start) {
        return () -> {
            progress.report(name + " is starting");
            long from = System.nanoTime();
            T started = start.get();
            progress.report("%s is up after %.1f s"
                    .formatted(name, Duration.ofNanos(System.nanoTime() - from).toMillis() / 1000.0));
            return started;
        };
    }

    private static void closeIfStarted(CompletableFuture<? extends AutoCloseable> server) {
        server.thenAccept(started -> {
                    try {
                        started.close();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                })
                .exceptionally(notStarted -> null)
                .join();
    }
}
