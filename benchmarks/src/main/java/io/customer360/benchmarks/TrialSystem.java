package io.customer360.benchmarks;

import io.customer360.command.platform.CommandSender;
import io.customer360.embedded.EmbeddedServers;
import io.customer360.query.ledger.Relay;
import io.customer360.standalone.ServerAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole application on embedded servers, whose parts are started and stopped as a measurement needs it. */
final class TrialSystem implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrialSystem.class);
    private static final Duration LONGEST_WAIT = Duration.ofHours(2);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final int ELASTICSEARCH_HEAP_MEGABYTES = 1024;

    private final Path directory;
    private final EmbeddedServers servers;
    private final Spool recorded;
    private final Spool prepared;
    private final RecordedRequests requests;
    private @Nullable ConfigurableApplicationContext context;
    private @Nullable PlainElasticsearch elasticsearch;

    private TrialSystem(Path directory, EmbeddedServers servers) throws IOException {
        this.directory = directory;
        this.servers = servers;
        this.recorded = new Spool(directory.resolve("recorded.bytes"));
        this.prepared = new Spool(directory.resolve("prepared.bytes"));
        this.requests = new RecordedRequests(recorded);
    }

    /** Starts it with relay and readers at rest. */
    static TrialSystem start(Path dataDirectory) throws IOException {
        Files.createDirectories(dataDirectory);
        EmbeddedServers servers = EmbeddedServers.start(
                dataDirectory,
                ELASTICSEARCH_HEAP_MEGABYTES,
                LOG::info,
                failure -> LOG.error("What is measured from here on fails", failure));
        try {
            TrialSystem system = new TrialSystem(dataDirectory, servers);
            system.startApplication();
            return system;
        } catch (IOException | RuntimeException failure) {
            servers.close();
            throw failure;
        }
    }

    private void startApplication() {
        SpringApplication application = OnRunningServers.application();
        application.addInitializers(created -> {
            created.getEnvironment().getPropertySources().addFirst(new ServerAddresses(servers));
            created.getBeanFactory().addBeanPostProcessor(requests);
        });
        context =
                application.run("--customer360.data-dir=" + directory, "--customer360.sample=false", "--server.port=0");
        readersRest();
        relayRests();
        sql().sql("create schema if not exists benchmark").update();
    }

    /** Stops the application, so that another one can use the servers. */
    void stopApplication() {
        context().close();
        context = null;
    }

    private ConfigurableApplicationContext context() {
        return Objects.requireNonNull(context, "The application is stopped");
    }

    EmbeddedServers servers() {
        return servers;
    }

    Path directory() {
        return directory;
    }

    CommandSender commands() {
        return context().getBean(CommandSender.class);
    }

    JdbcClient sql() {
        return context().getBean(JdbcClient.class);
    }

    /** The one that events are stored with. */
    Serializer eventSerializer() {
        return context().getBean("eventSerializer", Serializer.class);
    }

    /** What the application sends to Elasticsearch. */
    RecordedRequests requests() {
        return requests;
    }

    PlainElasticsearch elasticsearch() {
        if (elasticsearch == null) {
            elasticsearch = new PlainElasticsearch(servers.elasticsearch().url());
        }
        return elasticsearch;
    }

    PlainBulks plainBulks() {
        return new PlainBulks(elasticsearch(), prepared);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + context().getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** A connection of its own, set up as those of the application are. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", servers.postgres().username());
        properties.setProperty("password", servers.postgres().password());
        properties.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection(servers.postgres().jdbcUrl(), properties);
    }

    /** Has both servers do now what they would do in the background during what is measured next. */
    void settle() throws IOException, InterruptedException {
        sql().sql("checkpoint").update();
        elasticsearch().ask("POST", "/_flush");
        long begin = System.nanoTime();
        while (elasticsearch()
                        .ask("GET", "/_stats/merge")
                        .at("/_all/total/merges/current")
                        .asInt()
                > 0) {
            look(begin);
        }
    }

    /** As everything runs when nothing is measured part by part. */
    void run() {
        context().getBean(Relay.class).start();
        readers().forEach(EventProcessor::start);
    }

    /** The opposite. */
    void rest() {
        relayRests();
        readersRest();
    }

    private void relayRests() {
        context().getBean(Relay.class).stop();
    }

    private void readersRest() {
        readers().forEach(EventProcessor::shutDown);
    }

    /** Has the relay take what is waiting in the event store, and rest again. */
    double relayUntil(long position) throws InterruptedException {
        Relay relay = context().getBean(Relay.class);
        long begin = System.nanoTime();
        relay.start();
        while (relay.status().position() < position) {
            look(begin);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        relay.stop();
        return seconds;
    }

    /** Has the readers take what is waiting in the ledger, and rest again. */
    double readUntil(long position) throws InterruptedException {
        long begin = System.nanoTime();
        readers().forEach(EventProcessor::start);
        while (readers().stream().anyMatch(reader -> positionOf(reader) < position)) {
            look(begin);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        readersRest();
        return seconds;
    }

    /** Has relay and readers take all that there is, and rest. */
    void drain() throws InterruptedException {
        long head = eventsAfter(0);
        relayUntil(head);
        readUntil(head);
    }

    /**
     * Reads all that the servers have stored once, so that it is in the machine's memory as far as it fits there, as it
     * is in a system that has run for a while. What is scattered comes hundreds of times slower from the disk than what
     * lies together.
     */
    void readFiles() throws IOException {
        long begin = System.nanoTime();
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                bytes.addAndGet(read(file));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException deletedMeanwhile) {
                return FileVisitResult.CONTINUE;
            }
        });
        LOG.info("Read {} MB of files within {} s", bytes.get() >> 20, (System.nanoTime() - begin) / 1_000_000_000);
    }

    private static long read(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException deletedMeanwhile) {
            return 0;
        }
    }

    private static long positionOf(EventProcessor reader) {
        return ((StreamingEventProcessor) reader)
                .processingStatus().values().stream()
                        .mapToLong(status -> status.getCurrentPosition().orElse(0))
                        .min()
                        .orElse(0);
    }

    private List<EventProcessor> readers() {
        return List.copyOf(context()
                .getBean(EventProcessingConfiguration.class)
                .eventProcessors()
                .values());
    }

    private static void look(long begin) throws InterruptedException {
        if (System.nanoTime() - begin > LONGEST_WAIT.toNanos()) {
            throw new IllegalStateException("Nothing has come to an end for " + LONGEST_WAIT);
        }
        Thread.sleep(LOOK);
    }

    /** How many events are stored after one. */
    long eventsAfter(long globalIndex) {
        return number("select count(*) from command.domain_event_entry where global_index > " + globalIndex);
    }

    /** The last event that is stored. */
    long lastIndex() {
        return number("select coalesce(max(global_index), 0) from command.domain_event_entry");
    }

    /** The last entry of the ledger. */
    long ledgerHead() {
        return number("select coalesce(max(position), 0) from query.ledger");
    }

    private long number(String sql) {
        return sql().sql(sql).query(Long.class).single();
    }

    @Override
    public void close() throws IOException {
        try (recorded;
                prepared;
                servers) {
            if (context != null) {
                stopApplication();
            }
            if (elasticsearch != null) {
                elasticsearch.close();
            }
        }
    }
}
