package io.customer360.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Both servers, started at the same time, with everything of theirs in one data directory. PostgreSQL is up first;
 * whoever needs Elasticsearch waits for it, so that an application can start meanwhile. One that ends by itself later
 * is started again, at the same address.
 */
public final class EmbeddedServers implements AutoCloseable {

    private static final Duration PAUSE_BETWEEN_TRIES = Duration.ofSeconds(1);

    private final DataDirectory directory;
    private final Thread atEndOfJvm = new Thread(this::letEnd, "servers may end");
    private final ExecutorService starting;
    private final Future<Guarded<EmbeddedPostgres>> postgres;
    private final Future<Guarded<EmbeddedElasticsearch>> elasticsearch;
    private final List<Guard> guards = new CopyOnWriteArrayList<>();
    private volatile boolean ending;

    private EmbeddedServers(
            DataDirectory directory, int heapMegabytes, Progress progress, Consumer<ServerStartFailed> givenUp) {
        this.directory = directory;
        this.starting = Executors.newFixedThreadPool(2);
        this.postgres = starting.submit(guarded(
                timed(
                        "PostgreSQL " + Distribution.postgresVersion(),
                        progress,
                        () -> EmbeddedPostgres.start(directory.path().resolve("postgresql"), progress)),
                server -> Guard.untilGivenUp("PostgreSQL", server, progress, givenUp, PAUSE_BETWEEN_TRIES)));
        this.elasticsearch = starting.submit(guarded(
                timed(
                        "Elasticsearch " + Distribution.elasticsearchVersion(),
                        progress,
                        () -> EmbeddedElasticsearch.start(elasticsearchIn(directory), heapMegabytes, progress)),
                server -> Guard.forEver("Elasticsearch", server, progress, PAUSE_BETWEEN_TRIES)));
        starting.shutdown();
    }

    private record Guarded<T extends EmbeddedServer>(T server, Guard guard) {}

    /**
     * Starts both and returns when PostgreSQL is ready.
     *
     * @param heapMegabytes Elasticsearch's whole heap
     * @param givenUp hears that PostgreSQL was up, ended by itself, and can't be kept running; close this then
     * @throws ServerStartFailed if PostgreSQL can't start, or another application uses the directory; nothing runs then
     */
    public static EmbeddedServers start(
            Path dataDirectory, int heapMegabytes, Progress progress, Consumer<ServerStartFailed> givenUp) {
        DataDirectory directory = DataDirectory.lock(dataDirectory);
        EmbeddedServers servers = new EmbeddedServers(directory, heapMegabytes, progress, givenUp);
        try {
            Runtime.getRuntime().addShutdownHook(servers.atEndOfJvm);
            servers.postgres();
            return servers;
        } catch (RuntimeException e) {
            // Also where the JVM is about to end, and takes no hook any more.
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

    /**
     * Whoever ends this JVM may have ended the servers with it, as a service's stop does: none is started again then.
     */
    private void letEnd() {
        ending = true;
        guards.forEach(Guard::letServerEnd);
        guards.forEach(Guard::end);
    }

    /** Stops both, even while they start, and frees the data directory. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atEndOfJvm);
        } catch (IllegalStateException endsAlready) {
            // It is at work, or has been.
        }
        starting.shutdownNow();
        try (directory;
                ExecutorService stopping = Executors.newFixedThreadPool(2)) {
            stopping.execute(() -> closeIfStarted(elasticsearch));
            stopping.execute(() -> closeIfStarted(postgres));
        }
    }

    private static Path elasticsearchIn(DataDirectory directory) {
        return directory.path().resolve("elasticsearch");
    }

    private static <T extends EmbeddedServer> T started(Future<Guarded<T>> server) {
        try {
            return server.get().server();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ServerStartFailed failed ? failed : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartFailed("Interrupted while the servers were starting.", e);
        }
    }

    private static void closeIfStarted(Future<? extends Guarded<?>> future) {
        try {
            Guarded<?> guarded = future.get();
            guarded.guard().end();
            guarded.server().close();
        } catch (ExecutionException e) {
            // It never started, and whoever asked for it has been told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T extends EmbeddedServer> Callable<Guarded<T>> guarded(Callable<T> start, Function<T, Guard> guarding) {
        return () -> {
            T server = start.call();
            Guard guard = guarding.apply(server);
            guards.add(guard);
            // Whoever ends the JVM meanwhile has gone through the guards already, or finds this one among them.
            if (ending) {
                guard.letServerEnd();
            }
            return new Guarded<>(server, guard);
        };
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
