package io.customer360.standalone.sample;

import io.customer360.command.platform.Command;
import io.customer360.command.platform.CommandBatch;
import io.customer360.command.platform.Origin;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.standalone.EarlyEnd;
import io.customer360.standalone.StandaloneProperties;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Loads the built-in sample into an empty system. Each customer comes with its whole life in one transaction; whatever
 * interrupts the loading, the next start goes on with the customers that are missing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LoadSample implements ApplicationRunner {

    static final int CUSTOMERS = 2_200;

    private static final Logger LOG = LoggerFactory.getLogger(LoadSample.class);
    private static final long SEED = 360;
    private static final int YEARS = 3;
    private static final int COMMANDS_AT_ONCE = 600;
    private static final int REPORTS = 5;
    private static final Origin ORIGIN = new Origin("sample", "The built-in sample", "sample");

    private final StandaloneProperties properties;
    private final CommandBatch batch;
    private final PhoneNumbers phoneNumbers;
    private final JdbcClient sql;
    private final EventStore eventStore;
    private final EarlyEnd earlyEnd;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LoadSample(
            StandaloneProperties properties,
            CommandBatch batch,
            PhoneNumbers phoneNumbers,
            JdbcClient sql,
            EventStore eventStore,
            EarlyEnd earlyEnd,
            ApplicationEventPublisher events,
            Clock clock) {
        this.properties = properties;
        this.batch = batch;
        this.phoneNumbers = phoneNumbers;
        this.sql = sql;
        this.eventStore = eventStore;
        this.earlyEnd = earlyEnd;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (properties.sample()) {
            load();
        }
    }

    private void load() {
        Set<String> there = new HashSet<>(sql.sql("""
            SELECT reference FROM command.external_reference
            WHERE kind = 'Customer' AND source = 'sample'
            """).query(String.class).list());
        List<Integer> missing = IntStream.rangeClosed(1, CUSTOMERS)
                .filter(number -> !there.contains(CustomerStory.reference(number)))
                .boxed()
                .toList();
        if (missing.isEmpty() || (there.isEmpty() && !isEmpty())) {
            return;
        }
        Instant end = end();
        Instant begin = end.atOffset(ZoneOffset.UTC).minusYears(YEARS).toInstant();
        LOG.info("Loading the built-in sample: {} customers with three years of history", missing.size());
        long started = System.nanoTime();
        long commands = store(missing, begin, end);
        LOG.info("The sample is there: {} commands in {} s", commands, (System.nanoTime() - started) / 1_000_000_000);
        events.publishEvent(new SampleLoaded());
    }

    private long store(List<Integer> missing, Instant begin, Instant end) {
        People people = new People(SEED);
        List<Command> together = new ArrayList<>();
        long sent = 0;
        int told = 0;
        for (int done = 0; done < missing.size(); done++) {
            together.addAll(new CustomerStory(missing.get(done), SEED, people, phoneNumbers, begin, end).commands());
            boolean last = done == missing.size() - 1;
            if (together.size() >= COMMANDS_AT_ONCE || last) {
                earlyEnd.unlessAsked(() -> batch.execute(together, ORIGIN));
                sent += together.size();
                together.clear();
                int part = (done + 1) * REPORTS / missing.size();
                if (part > told && !last) {
                    told = part;
                    LOG.info("  {} % of the sample is loaded", part * 100 / REPORTS);
                }
            }
        }
        return sent;
    }

    /** A store that holds something else was started without the sample, and stays without it. */
    private boolean isEmpty() {
        return eventStore.createHeadToken() == null;
    }

    /** The sample ends on the day on which its loading began, at midnight UTC. */
    private Instant end() {
        return sql.sql("SELECT min(reserved_at) FROM command.external_reference WHERE source = 'sample'")
                .query((row, number) -> row.getTimestamp(1))
                .optional()
                .map(began -> LocalDate.ofInstant(began.toInstant(), ZoneOffset.UTC))
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
