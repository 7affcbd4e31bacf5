package io.customer360.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Both servers, started at the same time, with everything of theirs in one data directory. PostgreSQL is up first;
 * whoever needs Elasticsearch waits for it, so that an application can start meanwhile.
 */
public final class EmbeddedServers implements AutoCloseable {

    private final DataDirectory directory;
    private final ExecutorService starting;
    private final Future<EmbeddedPostgres> postgres;
    private final Future<EmbeddedElasticsearch> elasticsearch;

    private EmbeddedServers(
            DataDirectory directory,
            ExecutorService starting,
            Future<EmbeddedPostgres> postgres,
            Future<EmbeddedElasticsearch> elasticsearch) {
        this.directory = directory;
        this.starting = starting;
        this.postgres = postgres;
        this.elasticsearch = elasticsearch;
    }

    /**
     * Starts both and returns when PostgreSQL is ready.
     *
     * @param heapMegabytes Elasticsearch's whole heap
     * @throws ServerStartFailed if PostgreSQL can't start, or another application uses the directory; nothing runs then
     */
    public static EmbeddedServers start(Path dataDirectory, int heapMegabytes, Progress progress) {
        DataDirectory directory = DataDirectory.lock(dataDirectory);
        ExecutorService starting = Executors.newFixedThreadPool(2);
        EmbeddedServers servers = new EmbeddedServers(
                directory,
                starting,
                starting.submit(timed(
                        "PostgreSQL " + Distribution.postgresVersion(),
                        progress,
                        () -> EmbeddedPostgres.start(directory.path().resolve("postgresql"), progress))),
                starting.submit(timed(
                        "Elasticsearch " + Distribution.elasticsearchVersion(),
                        progress,
                        () -> EmbeddedElasticsearch.start(elasticsearchIn(directory), heapMegabytes, progress))));
        starting.shutdown();
        try {
            servers.postgres();
            return servers;
        } catch (ServerStartFailed e) {
            servers.close();
            throw e;
        }
    }

    public EmbeddedPostgres postgres() {
        return started(postgres);
    }

    /**
     * Waits until it is ready.
     *
     * @throws ServerStartFailed if it can't start; PostgreSQL runs until this is closed
     */
    public EmbeddedElasticsearch elasticsearch() {
        return started(elasticsearch);
    }

    /** Where Elasticsearch has everything of its own. */
    public Path elasticsearchDirectory() {
        return elasticsearchIn(directory);
    }

    /** Stops both, even while they start, and frees the data directory. */
    @Override
    public void close() {
        starting.shutdownNow();
        try (directory;
                ExecutorService stopping = Executors.newFixedThreadPool(2)) {
            stopping.execute(() -> closeIfStarted(elasticsearch, EmbeddedElasticsearch::close));
            stopping.execute(() -> closeIfStarted(postgres, EmbeddedPostgres::close));
        }
    }

    private static Path elasticsearchIn(DataDirectory directory) {
        return directory.path().resolve("elasticsearch");
    }

    private static <T> T started(Future<T> server) {
        try {
            return server.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ServerStartFailed failed ? failed : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartFailed("Interrupted while the servers were starting.", e);
        }
    }

    private static <T> void closeIfStarted(Future<T> server, Consumer<T> close) {
        try {
            close.accept(server.get());
        } catch (ExecutionException e) {
            // It never started, and whoever asked for it has been told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> Callable<T> timed(String name, Progress progress, Callable<T> start) {
        return () -> {
            progress.report(name + " is starting");
            long from = System.nanoTime();
            T started = start.call();
            progress.report("%s is up after %.1f s"
                    .formatted(name, Duration.ofNanos(System.nanoTime() - from).toMillis() / 1000.0));
            return started;
        };
    }
}
