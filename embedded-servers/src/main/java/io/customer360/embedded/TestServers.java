package io.customer360.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One PostgreSQL and one Elasticsearch for all the tests of this JVM, each started when a test first asks for it. Their
 * directories are temporary and go with the JVM, also when it is killed.
 */
public final class TestServers {

    private static final int HEAP_MEGABYTES = 512;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServers() {}

    /** An empty database of its own, for one test class. */
    public static String freshDatabase() {
        return postgres().database("test_" + DATABASES.incrementAndGet());
    }

    public static EmbeddedPostgres postgres() {
        return Postgres.STARTED;
    }

    public static EmbeddedElasticsearch elasticsearch() {
        return Elasticsearch.STARTED;
    }

    public static URI elasticsearchUrl() {
        return elasticsearch().url();
    }

    private static final class Postgres {

        static final EmbeddedPostgres STARTED = inTemporaryDirectory(
                "postgresql", directory -> EmbeddedPostgres.start(directory, Progress.SILENT, Optional.of(directory)));
    }

    private static final class Elasticsearch {

        static final EmbeddedElasticsearch STARTED = inTemporaryDirectory(
                "elasticsearch",
                directory -> EmbeddedElasticsearch.start(
                        directory, HEAP_MEGABYTES, Progress.SILENT, Optional.of(directory)));
    }

    private static <T> T inTemporaryDirectory(String name, Function<Path, T> start) {
        try {
            Path directory = Files.createTempDirectory("customer360-test-" + name);
            try {
                return start.apply(directory);
            } catch (ServerStartFailed e) {
                PostgresBinaries.remove(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
