package io.customer360.benchmarks;

import io.customer360.command.platform.CommandSender;
import io.customer360.query.ledger.Relay;
import io.customer360.standalone.Customer360Application;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole application on embedded servers, whose parts are started and stopped as a measurement needs it. */
final class TrialSystem implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final ConfigurableApplicationContext context;
    private final JdbcClient sql;

    private final RecordedBulks bulks;

    private TrialSystem(ConfigurableApplicationContext context, RecordedBulks bulks) {
        this.context = context;
        this.bulks = bulks;
        this.sql = context.getBean(JdbcClient.class);
    }

    /** Starts it, empty, with relay and readers at rest. */
    static TrialSystem start(Path dataDirectory) {
        RecordedBulks bulks = new RecordedBulks();
        SpringApplication application = Customer360Application.application();
        application.addInitializers(context -> context.getBeanFactory().addBeanPostProcessor(bulks));
        TrialSystem system = new TrialSystem(
                application.run(
                        "--customer360.data-dir=" + dataDirectory, "--customer360.sample=false", "--server.port=0"),
                bulks);
        system.readersRest();
        system.relayRests();
        system.sql.sql("create schema benchmark").update();
        return system;
    }

    CommandSender commands() {
        return context.getBean(CommandSender.class);
    }

    JdbcClient sql() {
        return sql;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** What the readers send to Elasticsearch. */
    RecordedBulks bulks() {
        return bulks;
    }

    URI elasticsearch() {
        return URI.create(context.getEnvironment().getRequiredProperty("customer360.elasticsearch.url"));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** A connection of its own, set up as those of the application are. */
    Connection connect() throws SQLException {
        Environment environment = context.getEnvironment();
        Properties properties = new Properties();
        properties.setProperty("user", environment.getRequiredProperty("spring.datasource.username"));
        properties.setProperty("password", environment.getRequiredProperty("spring.datasource.password"));
        properties.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection(environment.getRequiredProperty("spring.datasource.url"), properties);
    }

    void relayRests() {
        context.getBean(Relay.class).stop();
    }

    void readersRest() {
        readers().forEach(EventProcessor::shutDown);
    }

    /** Has the relay take what is waiting in the event store, and rest again. */
    double relayUntil(long position) throws InterruptedException {
        Relay relay = context.getBean(Relay.class);
        long begin = System.nanoTime();
        relay.start();
        while (relay.status().position() < position) {
            look(begin);
        }
        double seconds = Clients.seconds(begin);
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
        double seconds = Clients.seconds(begin);
        readersRest();
        return seconds;
    }

    private static long positionOf(EventProcessor reader) {
        return ((StreamingEventProcessor) reader)
                .processingStatus().values().stream()
                        .mapToLong(status -> status.getCurrentPosition().orElse(0))
                        .min()
                        .orElse(0);
    }

    private List<EventProcessor> readers() {
        return List.copyOf(context.getBean(EventProcessingConfiguration.class)
                .eventProcessors()
                .values());
    }

    private static void look(long begin) throws InterruptedException {
        if (System.nanoTime() - begin > LONGEST_WAIT.toNanos()) {
            throw new IllegalStateException("Nothing has come to an end for " + LONGEST_WAIT);
        }
        Thread.sleep(LOOK);
    }

    long storedEvents() {
        return sql.sql("select count(*) from command.domain_event_entry")
                .query(Long.class)
                .single();
    }

    /** The last event that is stored. */
    long lastIndex() {
        return sql.sql("select coalesce(max(global_index), 0) from command.domain_event_entry")
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        context.close();
    }
}
