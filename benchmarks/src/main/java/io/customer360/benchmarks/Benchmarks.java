package io.customer360.benchmarks;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import io.customer360.benchmarks.Comparison.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Measures what the system does in a second against what the machine can do with the same bytes, one right after the
 * other, and writes it down.
 */
public final class Benchmarks {

    private static final Logger LOG = LoggerFactory.getLogger(Benchmarks.class);

    private static final int IMPORT_BATCH = 100;
    private static final int LEDGER_BATCH = 1_000;

    private final TrialSystem system;
    private final Options options;
    private final Path files;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Round> relayRounds = new ArrayList<>();
    private final List<Round> readerRounds = new ArrayList<>();
    private long seed = System.currentTimeMillis();

    private Benchmarks(TrialSystem system, Options options, Path files) {
        this.system = system;
        this.options = options;
        this.files = files;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        Path directory = Files.createTempDirectory("customer360-benchmarks");
        try (TrialSystem system = TrialSystem.start(directory.resolve("data"))) {
            Benchmarks benchmarks = new Benchmarks(system, options, directory);
            benchmarks.measure();
            LOG.info("\n{}", new Report(options.results()).write(benchmarks.comparisons, options.size()));
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }

    private void measure() throws Exception {
        Writing writing = new Writing(system, options.size());
        StoredEvents events = new StoredEvents(system);
        commands("gateway", "commands through the gateway", 0.5, writing::throughGateway, events);
        commands("http", "commands through HTTP", 0.35, writing::throughHttp, events);
        imports(writing, events);
        add("relay", "relay into the ledger", "JDBC batches of 1,000 of the same rows", "events", relayRounds, 0.6);
        add(
                "readers",
                "readers catching up on a backlog",
                "plain bulk requests of the same documents",
                "documents",
                readerRounds,
                0.6);
        rebuilds();
    }

    @FunctionalInterface
    private interface Load {
        double rate(long seed) throws Exception;
    }

    private void commands(String name, String subject, double target, Load load, StoredEvents events) throws Exception {
        if (!options.includes(name)) {
            return;
        }
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round <= options.size().rounds; round++) {
            long before = system.lastIndex();
            double ours = load.rate(seed++);
            double plain = events.insertOneByOne(events.after(before), Writing.CLIENTS);
            keep(name, rounds, round, new Round(ours, plain));
            relay(round);
        }
        add(name, subject, "JDBC inserts, 16 clients, one a transaction", "commands", rounds, target);
    }

    private void imports(Writing writing, StoredEvents events) throws Exception {
        if (!options.includes("import")) {
            return;
        }
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round <= options.size().rounds; round++) {
            long before = system.lastIndex();
            double seconds = writing.importSeconds(seed++, files);
            List<StoredEvents.Row> rows = events.after(before);
            double plain = events.insertInBatches(rows, IMPORT_BATCH);
            keep("import", rounds, round, new Round(rows.size() / seconds, plain));
            relay(round);
        }
        add("import", "import of purchases", "JDBC batches of 100 of the same events", "events", rounds, 0.4);
    }

    /** Takes what was just stored into the ledger, which is a round of the relay's own comparison. */
    private void relay(int round) throws Exception {
        LedgerRows ledger = new LedgerRows(system);
        long before = ledger.head();
        long events = system.storedEvents() - before;
        double seconds = system.relayUntil(before + events);
        if (options.includes("relay")) {
            double plain = ledger.insertInBatches(ledger.after(before), LEDGER_BATCH);
            keep("relay", relayRounds, round, new Round(events / seconds, plain));
        }
        read(round, before, before + events);
    }

    /** Has the readers catch up, which is a round of their own comparison. */
    private void read(int round, long from, long to) throws Exception {
        system.bulks().take();
        double seconds = system.readUntil(to);
        List<BulkRequest> written = system.bulks().take();
        if (options.includes("readers")) {
            double plain = new PlainBulks(system.bean(ElasticsearchClient.class), system.elasticsearch()).rate(written);
            system.bulks().take();
            LOG.info(
                    "readers: {} events/s, in {} documents",
                    Math.round((to - from) / seconds),
                    PlainBulks.documents(written));
            keep("readers", readerRounds, round, new Round(PlainBulks.documents(written) / seconds, plain));
        }
    }

    /** Builds the views of all that was written again, while nothing else is going on. */
    private void rebuilds() throws Exception {
        if (!options.includes("rebuild")) {
            return;
        }
        if (new LedgerRows(system).head() == 0) {
            new Writing(system, options.size()).importSeconds(seed++, files);
            relay(0);
        }
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round <= options.size().rounds; round++) {
            system.bulks().take();
            double seconds = new Rebuilding(system.address()).seconds();
            List<BulkRequest> written = system.bulks().take();
            double plain = new PlainBulks(system.bean(ElasticsearchClient.class), system.elasticsearch()).rate(written);
            system.bulks().take();
            LOG.info("rebuild: {} events/s", Math.round(new LedgerRows(system).head() / seconds));
            keep("rebuild", rounds, round, new Round(PlainBulks.documents(written) / seconds, plain));
        }
        add(
                "rebuild",
                "rebuild of profile and timeline",
                "plain bulk requests of the same documents",
                "documents",
                rounds,
                0.6);
    }

    /** The first round only warms up. */
    private static void keep(String name, List<Round> rounds, int number, Round round) {
        LOG.info(
                "{} {}: {}/s against {}/s, ratio {}",
                name,
                number == 0 ? "warm-up" : "round " + number,
                Math.round(round.subject()),
                Math.round(round.baseline()),
                "%.2f".formatted(round.ratio()));
        if (number > 0) {
            rounds.add(round);
        }
    }

    private void add(String name, String subject, String baseline, String unit, List<Round> rounds, double target) {
        if (!rounds.isEmpty()) {
            comparisons.add(new Comparison(name, subject, baseline, unit, rounds, target));
        }
    }
}
