package io.customer360.command.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.CommandSideTest;
import io.customer360.command.platform.CommandBatch;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.command.platform.reservation.NoSharedTransaction;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Events are stored outside of the reservations' database, and once nobody hears that they are. */
@CommandSideTest
@Import({NoSharedTransaction.class, UncertainImportIT.StoredWithoutAnAnswer.class})
@TestPropertySource(
        properties = {
            "customer360.reservations.pending-at-most=3s",
            // The import has to get on without the sweep.
            "customer360.reservations.sweep-every=1h"
        })
class UncertainImportIT {

    private static final int ROWS = 10;
    private static final int CUSTOMERS = 4;
    private static final String MAPPING = """
        source: uncertain-%1$d
        customer:
          reference: {column: customer}
          name: {column: customer}
          kind: INDIVIDUAL
          emails: {template: "{customer}@uncertain-%1$d.example"}
        purchase:
          reference: {column: order}
          occurredAt: "2024-03-01T12:00:00Z"
          currency: CNY
          lines: {product: Pump, unitPrice: "1"}
        serviceCase:
          reference: {column: order}
          occurredAt: "2024-03-02T12:00:00Z"
          type: COMPLAINT
          channel: CALL
          subject: Leaks
          aboutPurchase: true
          resolution:
            occurredAt: "2024-03-03T12:00:00Z"
            text: New gasket
          rating:
            occurredAt: "2024-03-04T12:00:00Z"
            satisfaction: "4"
        """;

    @Autowired
    private ImportJobs jobs;

    @Autowired
    private ImportFiles files;

    @Autowired
    private KnownReferences references;

    @Autowired
    private CommandBatch batch;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private PhoneNumbers phoneNumbers;

    @Autowired
    private RowShape shape;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private StoredWithoutAnAnswer store;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 100})
    void neitherDoublesNorRefusesWhatMayBeStored(int batchSize) throws Exception {
        Map<String, Long> before = events();
        UUID id = UUID.randomUUID();
        NamedMapping mapping = NamedMapping.of(null, MAPPING.formatted(batchSize));
        String file = "customer,order\n"
                + IntStream.range(0, ROWS)
                        .mapToObj(i -> "K%d,O%d\n".formatted(i % CUSTOMERS, i))
                        .collect(Collectors.joining());
        String fingerprint = files.keep(id, new ByteArrayInputStream(file.getBytes(UTF_8)), mapping);
        jobs.add(id, new Submission("a.csv", mapping, null, null), fingerprint, 1, ROWS, Instant.now());
        RowBatches batches = new RowBatches(
                jobs,
                references,
                batch,
                new TransactionTemplate(transactions),
                phoneNumbers,
                shape,
                false,
                Duration.ofSeconds(30));
        Imports imports = new Imports(jobs, files, batches, batchSize, Duration.ofMinutes(1), Clock.systemUTC());

        store.unanswered.set(1);
        imports.start();
        imports.awaitEnd(id, 90, TimeUnit.SECONDS);
        imports.stop();

        assertThat(store.unanswered).hasValue(0);
        ImportJob job = jobs.find(id).orElseThrow();
        assertThat(job.state()).as(job.problem()).isEqualTo(ImportState.DONE);
        assertThat(job.tally().rowsRefused()).isZero();
        assertThat(events())
                .isEqualTo(Map.of(
                        "Customer", before.getOrDefault("Customer", 0L) + CUSTOMERS,
                        "Purchase", before.getOrDefault("Purchase", 0L) + ROWS,
                        // Opened, resolved, rated.
                        "ServiceCase", before.getOrDefault("ServiceCase", 0L) + 3 * ROWS));
    }

    private Map<String, Long> events() {
        return sql
                .sql("SELECT type, count(*) AS events FROM command.domain_event_entry GROUP BY type")
                .query((row, number) -> Map.entry(row.getString("type"), row.getLong("events")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Stores events in a transaction of their own, as an event store elsewhere does. */
    static class StoredWithoutAnAnswer {

        private final AtomicInteger unanswered = new AtomicInteger();

        @Bean
        static BeanPostProcessor eventsInATransactionOfTheirOwn(
                ObjectProvider<PlatformTransactionManager> transactions, ObjectProvider<StoredWithoutAnAnswer> store) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof EventStorageEngine engine
                            ? store.getObject().around(engine, transactions)
                            : bean;
                }
            };
        }

        private EventStorageEngine around(
                EventStorageEngine engine, ObjectProvider<PlatformTransactionManager> transactions) {
            return (EventStorageEngine) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {EventStorageEngine.class}, (proxy, method, args) -> {
                        if (!method.getName().equals("appendEvents")) {
                            return method.invoke(engine, args);
                        }
                        TransactionTemplate own = new TransactionTemplate(transactions.getObject());
                        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
                        own.executeWithoutResult(status -> {
                            try {
                                method.invoke(engine, args);
                            } catch (IllegalAccessException | InvocationTargetException e) {
                                throw new IllegalStateException(e);
                            }
                        });
                        if (unanswered.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            throw new EventStoreException("No answer");
                        }
                        return null;
                    });
        }
    }
}
