package io.customer360.query.platform.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.customer360.query.platform.OutdatedViews;
import io.customer360.query.platform.ReaderRestart;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sees to it, before anything reads or writes, that Elasticsearch answers and has the indices. One that has to be made
 * is filled from the whole ledger; one that another version has made is built again while it is in use. Several nodes
 * may do so at once.
 */
final class IndexSetup implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);

    /** Before the ledger's readers, and all that serves requests. */
    private static final int PHASE = -1_100_000;

    private static final long PAUSE_MILLIS = 500;

    private final ElasticsearchClient client;
    private final List<IndexDefinition> definitions;
    private final ElasticsearchProperties properties;
    private final ReaderRestart readers;
    private final OutdatedViews outdated;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    IndexSetup(
            ElasticsearchClient client,
            List<IndexDefinition> definitions,
            ElasticsearchProperties properties,
            ReaderRestart readers,
            OutdatedViews outdated) {
        this.client = client;
        this.definitions = definitions;
        this.properties = properties;
        this.readers = readers;
        this.outdated = outdated;
    }

    @Override
    public void start() {
        awaitElasticsearch();
        definitions.forEach(this::ensure);
        outdated.look();
        definitions.forEach(this::letItBeWritten);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void awaitElasticsearch() {
        long deadline = System.nanoTime() + properties.startTimeout().toNanos();
        boolean told = false;
        while (true) {
            try {
                client.cluster().health(health -> health.timeout(time -> time.time("1s")));
                return;
            } catch (IOException | ElasticsearchException notYet) {
                if (System.nanoTime() >= deadline) {
                    throw new ElasticsearchUnusable(
                            "Elasticsearch at %s did not answer within %d s (%s)."
                                    .formatted(
                                            properties.url(),
                                            properties.startTimeout().toSeconds(),
                                            notYet.getMessage()),
                            "Start it, or set customer360.elasticsearch.url.",
                            notYet);
                }
                if (!told) {
                    LOG.info(
                            "Waiting up to {} s for Elasticsearch at {}",
                            properties.startTimeout().toSeconds(),
                            properties.url());
                    told = true;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            if (stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Stopped while waiting for Elasticsearch");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Elasticsearch", interrupted);
        }
    }

    private void ensure(IndexDefinition definition) {
        try {
            if (isMissing(definition)) {
                readers.restart(
                        definition.reader(), () -> isMissing(definition), version -> create(definition, version));
            }
            verify(definition);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An index that only lost its alias is not missing. */
    private boolean isMissing(IndexDefinition definition) {
        try {
            return behind(definition.alias()).isEmpty()
                    && !client.indices()
                            .exists(exists ->
                                    exists.index(definition.alias() + "-*").allowNoIndices(false))
                            .value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(IndexDefinition definition, int version) {
        String index = definition.alias() + "-" + version;
        String body = definition.creation(properties.shards(), properties.replicas());
        try {
            client.indices().create(create -> create.index(index).withJson(new StringReader(body)));
            LOG.info("Created index {} behind alias {}", index, definition.alias());
        } catch (ElasticsearchException refused) {
            if (!"resource_already_exists_exception".equals(refused.error().type())) {
                throw refused;
            }
            LOG.debug("Another node has created index {}", index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void verify(IndexDefinition definition) throws IOException {
        Set<String> indices = behind(definition.alias());
        if (indices.size() != 1) {
            throw new ElasticsearchUnusable(
                    "Alias %s has to stand for exactly one index of Elasticsearch, but stands for %s."
                            .formatted(definition.alias(), indices),
                    whatToDo(
                            "Point it to the index that is to be used, or delete all indices %s-* and start again to have it built from the ledger."
                                    .formatted(definition.alias())));
        }
    }

    private void letItBeWritten(IndexDefinition definition) {
        if (outdated.isOf(definition.reader())) {
            LOG.warn(
                    "The index behind {} was made by another version of this application. It is read as it is and"
                            + " written no more until it has been built again: GET /api/operations/rebuilds tells how"
                            + " far that is",
                    definition.alias());
            return;
        }
        try {
            if (behind(definition.writeAlias()).isEmpty()) {
                // Made before there were such aliases.
                String index = behind(definition.alias()).iterator().next();
                client.indices().putAlias(put -> put.index(index).name(definition.writeAlias()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody gets at a single index of an Elasticsearch that stops with the application. */
    private String whatToDo(String whereElasticsearchIsReached) {
        return properties.ownDirectory() == null
                ? whereElasticsearchIsReached
                : "Delete the directory %s and start again: all indices are then built from the ledger. No event is lost."
                        .formatted(properties.ownDirectory().toAbsolutePath().normalize());
    }

    private Set<String> behind(String alias) throws IOException {
        return client.indices().existsAlias(exists -> exists.name(alias)).value()
                ? client.indices().getAlias(get -> get.name(alias)).aliases().keySet()
                : Set.of();
    }
}
