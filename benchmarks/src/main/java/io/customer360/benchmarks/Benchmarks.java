package io.customer360.benchmarks;

import io.customer360.benchmarks.Figure.Round;
import io.customer360.benchmarks.Measured.Target;
import io.customer360.benchmarks.seeding.Seeding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Measures what the system does against what the machine can do with the same bytes in the same run, with little data
 * and with ten times as much, and writes it down.
 */
public final class Benchmarks {

    private static final Logger LOG = LoggerFactory.getLogger(Benchmarks.class);

    private static final String GATEWAY = "gateway";
    private static final String HTTP = "http";
    private static final String IMPORT = "import";
    private static final String RELAY = "relay";
    private static final String READERS = "readers";
    private static final String REBUILD = "rebuild";
    private static final String HISTORIES = "histories";
    private static final String GROWTH = "growth";
    private static final String SEARCH = "search";
    private static final String VISIBLE = "visible";
    private static final String HEAP = "heap";

    /** What a customer with few interactions has. */
    private static final int SHORT_HISTORY = 10;

    /** As many as the rebuild folds side by side: one alone would leave a processor idle. */
    private static final int LONG_HISTORIES = 2;

    private static final String ROWS_ONE_BY_ONE = "JDBC inserts of the same events, 16 clients, one a transaction";
    private static final String ROWS_BY_THE_HUNDRED = "JDBC batches of 100 of the same events, 1 client";
    private static final String ROWS_BY_THE_THOUSAND = "JDBC batches of 1,000 of the same rows, 1 client";
    private static final String SAME_BULKS = "the same bulk requests, 2 clients";

    private static final Target NO_SLOWER = Target.atLeast(0.8);
    private static final Target EVENTS_A_SECOND = Target.atLeast(8_000);
    private static final Target HEAP_SIZE = Target.atMost(SmallJvm.HEAP_MEGABYTES);

    private final Options options;
    private final Path files;
    private final Results results = new Results();
    private List<String> servers = List.of();

    private Benchmarks(Options options, Path files) {
        this.options = options;
        this.files = files;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        Path files = Files.createTempDirectory("customer360-benchmarks");
        try {
            Benchmarks benchmarks = new Benchmarks(options, files);
            benchmarks.measure();
            LOG.info("\n{}", benchmarks.report());
        } finally {
            FileSystemUtils.deleteRecursively(files);
        }
    }

    private void measure() throws Exception {
        boolean histories = options.includes(HISTORIES);
        boolean little = options.includesAny(GATEWAY, HTTP, IMPORT, RELAY, READERS, REBUILD, GROWTH);
        boolean much = options.includesAny(GROWTH, SEARCH, VISIBLE, HEAP);
        Path kept = options.data();
        // Each start takes a while, which a quick run has not; for it, all is measured in one system.
        boolean together = options.size() == Options.Size.QUICK && kept == null;
        if (histories && !together) {
            try (TrialSystem system = start(files.resolve("histories"))) {
                histories(system);
            }
        }
        Rates few = Rates.NONE;
        if (little && kept != null) {
            // What is kept is only ever filled up: with little data, another system is measured.
            try (TrialSystem system = start(files.resolve("little"))) {
                few = withLittle(system);
            }
        }
        boolean littleHere = little && kept == null;
        if (littleHere || much || histories && together) {
            try (TrialSystem system = start(kept == null ? files.resolve("data") : kept)) {
                if (histories && together) {
                    histories(system);
                }
                if (littleHere) {
                    few = withLittle(system);
                }
                if (much) {
                    withMuch(system, few);
                }
            }
        }
    }

    /**
     * Writes down what there is so far, so that a run that takes hours has not been in vain if it is ended.
     *
     * @return the table
     */
    private String report() throws IOException {
        return new Report(options.results()).write(results, Machine.with(servers), options);
    }

    private TrialSystem start(Path directory) throws IOException, InterruptedException {
        TrialSystem system = TrialSystem.start(directory);
        servers = Machine.serversOf(system);
        return system;
    }

    /**
     * What was measured with one time the data.
     *
     * @param events in the ledger then
     */
    private record Rates(
            long events, List<Double> rebuild, List<Double> relay, List<Double> readers, List<Double> gateway) {

        static final Rates NONE = new Rates(0, List.of(), List.of(), List.of(), List.of());

        static Rates of(Throughput throughput, long events) {
            return new Rates(
                    events,
                    throughput.eventRates(REBUILD),
                    subjects(throughput.rounds(RELAY)),
                    throughput.eventRates(READERS),
                    subjects(throughput.rounds(GATEWAY)));
        }

        private static List<Double> subjects(List<Round> rounds) {
            return rounds.stream().map(Round::subject).toList();
        }
    }

    private Rates withLittle(TrialSystem system) throws Exception {
        Throughput throughput = new Throughput(system, options, new Writing(system, files), options::includes);
        // The store grows to its size by the backlogs that relay and readers take.
        boolean filled = results.attempt(RELAY, "relay and readers", Target.atLeast(0.6), () -> {
            throughput.backlogs(options.customersAtOneTime());
            add(throughput, system, RELAY, "relay into the ledger", "events/s", ROWS_BY_THE_THOUSAND, 0.6);
            add(throughput, system, READERS, "readers catching up on a backlog", "documents/s", SAME_BULKS, 0.6);
            if (options.includes(READERS)) {
                results.add(Figure.of(
                        READERS,
                        "readers catching up on a backlog",
                        size(system),
                        "events/s",
                        throughput.eventRates(READERS),
                        EVENTS_A_SECOND));
            }
        });
        if (!filled) {
            return Rates.NONE;
        }
        long events = system.ledgerHead();
        boolean growth = options.includes(GROWTH);
        if (growth || options.includes(REBUILD)) {
            String subject = "rebuild of profile and timeline";
            results.attempt(REBUILD, subject, Target.atLeast(0.6), () -> {
                throughput.rebuilds(options.size().rounds);
                add(throughput, system, REBUILD, subject, "documents/s", SAME_BULKS, 0.6);
            });
        }
        if (growth || options.includes(GATEWAY)) {
            String subject = "commands through the gateway, 16 clients";
            results.attempt(GATEWAY, subject, Target.atLeast(0.5), () -> {
                throughput.gateway();
                add(throughput, system, GATEWAY, subject, "commands/s", ROWS_ONE_BY_ONE, 0.5);
            });
        }
        if (options.includes(HTTP)) {
            String subject = "commands through HTTP, 16 connections";
            results.attempt(HTTP, subject, Target.atLeast(0.35), () -> {
                throughput.http();
                add(throughput, system, HTTP, subject, "commands/s", ROWS_ONE_BY_ONE, 0.35);
            });
        }
        if (options.includes(IMPORT)) {
            String subject = "import of purchases";
            results.attempt(IMPORT, subject, Target.atLeast(0.4), () -> {
                throughput.imports();
                add(throughput, system, IMPORT, subject, "events/s", ROWS_BY_THE_HUNDRED, 0.4);
            });
        }
        report();
        return Rates.of(throughput, events);
    }

    private void add(
            Throughput throughput,
            TrialSystem system,
            String name,
            String subject,
            String unit,
            String baseline,
            double target) {
        if (options.includes(name)) {
            results.add(
                    name,
                    subject,
                    size(system) + throughput.warmth(name),
                    unit,
                    baseline,
                    throughput.rounds(name),
                    Target.atLeast(target));
        }
    }

    private void withMuch(TrialSystem system, Rates few) throws Exception {
        boolean filled = results.attempt("seeding", "filling the store", null, () -> fill(system));
        if (!filled) {
            return;
        }
        String size = size(system);
        if (options.includes(GROWTH)) {
            results.attempt(GROWTH, "rates at ten times the data", NO_SLOWER, () -> growth(system, few));
        }
        report();
        if (options.includes(SEARCH)) {
            results.attempt(
                    SEARCH,
                    "search with facets",
                    Searching.MOST,
                    () -> new Searching(system, options).measure(results, size));
        }
        report();
        if (options.includes(VISIBLE)) {
            results.attempt(
                    VISIBLE,
                    "how soon what was written can be read",
                    Visibility.READABLE,
                    () -> new Visibility(system, options).measure(results, size));
        }
        report();
        if (options.includes(HEAP)) {
            results.attempt(
                    HEAP,
                    "rebuild in a heap of %d MB".formatted(SmallJvm.HEAP_MEGABYTES),
                    HEAP_SIZE,
                    () -> heap(system, size));
        }
    }

    /** By COPY into the event store, by the relay into the ledger, and by a rebuild into the views. */
    private void fill(TrialSystem system) throws Exception {
        // What a run that was ended early may have left.
        Rebuilding rebuilding = new Rebuilding(system.address());
        rebuilding.finish();
        try (Connection connection = system.connect()) {
            Seeding seeding = new Seeding(connection, system.eventSerializer(), options.seed());
            if (seeding.customers() >= options.customers() && seeding.seen()) {
                LOG.info("The data directory holds {} customers of seed {}", seeding.customers(), options.seed());
                system.drain();
                return;
            }
            long begin = System.nanoTime();
            seeding.fillUpTo(options.customers());
            LOG.info("Seeded up to {} customers after {}", seeding.customers(), since(begin));
            system.relayUntil(system.eventsAfter(0));
            LOG.info("In the ledger after {}", since(begin));
            rebuilding.seconds();
            LOG.info("In the views after {}", since(begin));
            seeding.markSeen();
        }
    }

    private static String since(long begin) {
        return "%.1f s".formatted((System.nanoTime() - begin) / 1e9);
    }

    /** How long a rebuild takes longer for customers with long histories than for ones with short histories. */
    private void histories(TrialSystem system) throws Exception {
        results.attempt(HISTORIES, "rebuild of long histories", Target.atMost(1), () -> costOfHistories(system));
        report();
    }

    private void costOfHistories(TrialSystem system) throws Exception {
        int length = options.size().longHistory;
        Rebuilding rebuilding = new Rebuilding(system.address());
        rebuilding.seconds();
        List<Double> none = repeated(rebuilding);
        long few = store(system, SHORT_HISTORY, length / SHORT_HISTORY);
        // The first one of all that folds anything.
        rebuilding.seconds();
        List<Double> withShort = repeated(rebuilding);
        long many = store(system, length, LONG_HISTORIES);
        List<Double> withLong = repeated(rebuilding);
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < none.size(); i++) {
            double ofShort = (withShort.get(i) - none.get(i)) / few * 1e6;
            double ofLong = (withLong.get(i) - withShort.get(i)) / many * 1e6;
            if (ofShort <= 0 || ofLong <= 0) {
                throw new IllegalStateException(
                        "Histories of %,d interactions are too short to tell: the rebuild of all took no longer"
                                .formatted(length));
            }
            rounds.add(new Round(ofLong, ofShort));
        }
        results.add(
                HISTORIES,
                "what an event costs the rebuild, of %d customers with %,d interactions each"
                        .formatted(LONG_HISTORIES, length),
                "%,d events".formatted(many),
                "µs",
                "the same of customers with %d interactions, %,d events".formatted(SHORT_HISTORY, few),
                rounds,
                Target.atMost(1));
    }

    private List<Double> repeated(Rebuilding rebuilding) throws InterruptedException {
        List<Double> seconds = new ArrayList<>();
        int times = Math.max(1, options.size().rounds / 2);
        for (int i = 0; i < times; i++) {
            seconds.add(rebuilding.seconds());
        }
        LOG.info("Rebuilt within {} s", seconds);
        return seconds;
    }

    private long store(TrialSystem system, int interactions, int customers) throws Exception {
        long before = system.lastIndex();
        try (Connection connection = system.connect()) {
            new Seeding(connection, system.eventSerializer(), options.seed()).addCustomersWith(interactions, customers);
        }
        long added = system.eventsAfter(before);
        system.relayUntil(system.ledgerHead() + added);
        return added;
    }

    private void growth(TrialSystem system, Rates few) throws Exception {
        Throughput throughput = new Throughput(system, options, new Writing(system, files), name -> false);
        int rounds = options.size().rounds;
        long events = system.ledgerHead();
        throughput.rebuilds(Math.max(1, rounds / 2));
        throughput.backlogs(options.customersAtOneTime());
        throughput.gateway();
        try (Connection connection = system.connect()) {
            new Seeding(connection, system.eventSerializer(), options.seed()).markSeen();
        }
        Rates many = Rates.of(throughput, events);
        growth("rebuild of profile and timeline", "events/s", many, few, Rates::rebuild);
        growth("relay into the ledger", "events/s", many, few, Rates::relay);
        growth("readers catching up on a backlog", "events/s", many, few, Rates::readers);
        growth("commands through the gateway", "commands/s", many, few, Rates::gateway);
    }

    private void growth(String subject, String unit, Rates many, Rates few, Function<Rates, List<Double>> figures) {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0;
                i < Math.min(figures.apply(many).size(), figures.apply(few).size());
                i++) {
            rounds.add(new Round(figures.apply(many).get(i), figures.apply(few).get(i)));
        }
        if (rounds.isEmpty()) {
            results.add(new Unreachable(GROWTH, subject, NO_SLOWER, "not measured with a tenth of the data"));
        } else {
            results.add(
                    GROWTH,
                    subject,
                    "%,d events in the ledger".formatted(many.events()),
                    unit,
                    "the same with %,d events in the ledger".formatted(few.events()),
                    rounds,
                    NO_SLOWER);
        }
    }

    /** In another JVM, while this one's application is stopped. */
    private void heap(TrialSystem system, String size) throws Exception {
        long events = system.ledgerHead();
        system.stopApplication();
        try (SmallJvm small = SmallJvm.start(system.servers(), files)) {
            double seconds;
            try {
                seconds = new Rebuilding(small.address()).seconds();
            } catch (RuntimeException failure) {
                small.requireAlive();
                throw failure;
            }
            GcLog collections = small.collections();
            LOG.info("heap: {} events in {} s, {}", events, seconds, collections);
            String what = "rebuild in a heap of %d MB".formatted(SmallJvm.HEAP_MEGABYTES);
            String with = size + ", %,d collections".formatted(collections.collections());
            results.add(Figure.of(
                    HEAP,
                    what + ": most in use after a collection",
                    with,
                    "MB",
                    List.of((double) collections.mostAfter()),
                    HEAP_SIZE));
            results.add(Figure.of(HEAP, what, with, "events/s", List.of(events / seconds), null));
        }
    }

    private String size(TrialSystem system) {
        return "%,d events in the ledger".formatted(system.ledgerHead());
    }
}
