package io.customer360.benchmarks;

import io.customer360.benchmarks.Figure.Round;
import io.customer360.benchmarks.PlainBulks.Filling;
import io.customer360.benchmarks.PlainBulks.Prepared;
import io.customer360.benchmarks.load.WarmUp;
import io.customer360.benchmarks.load.WarmUp.Burst;
import io.customer360.benchmarks.load.WarmUp.Warm;
import io.customer360.benchmarks.seeding.Seeding;
import io.customer360.command.platform.eventstore.EventRow;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each part does in a second, with the amount of data that there is, and what the machine does with the same bytes
 * right after it: in every other round right before, with the bytes of the round before.
 */
final class Throughput {

    private static final Logger LOG = LoggerFactory.getLogger(Throughput.class);

    private static final int IMPORT_BATCH = 100;
    private static final int LEDGER_BATCH = 1_000;
    private static final int FIRST_COMMANDS = 500;
    private static final int FIRST_ROWS = 500;
    private static final int FIRST_CUSTOMERS = 50;

    private final TrialSystem system;
    private final Options options;
    private final Predicate<String> compared;
    private final Writing writing;
    private final StoredEvents events;
    private final LedgerRows ledger;
    private final Map<String, List<Round>> rounds = new HashMap<>();
    private final Map<String, List<Double>> eventRates = new HashMap<>();
    private final Map<String, String> warmth = new HashMap<>();

    /** @param compared which of them are held against what the machine does */
    Throughput(TrialSystem system, Options options, Writing writing, Predicate<String> compared) {
        this.system = system;
        this.options = options;
        this.compared = compared;
        this.writing = writing;
        this.events = new StoredEvents(system);
        this.ledger = new LedgerRows(system);
    }

    List<Round> rounds(String name) {
        return rounds.getOrDefault(name, List.of());
    }

    /** Whether what is warmed up until it settles has done so, to be written behind something else. */
    String warmth(String name) {
        return warmth.getOrDefault(name, "");
    }

    /** Events a second, of what is counted in documents otherwise. */
    List<Double> eventRates(String name) {
        return eventRates.getOrDefault(name, List.of());
    }

    void gateway() throws Exception {
        commands("gateway", writing::throughGateway);
    }

    void http() throws Exception {
        commands("http", writing::throughHttp);
    }

    private void commands(String name, Burst load) throws Exception {
        Warm warm = warmUp(name, FIRST_COMMANDS, load);
        int commands = warm.in(options.size().seconds(), FIRST_COMMANDS);
        compare(
                name,
                () -> load.rate(commands),
                rows -> events.insertOneByOne(rows, Writing.CLIENTS),
                (rate, rows) -> rate);
        system.drain();
    }

    void imports() throws Exception {
        Warm warm = warmUp("import", FIRST_ROWS, writing::throughImport);
        int purchases = warm.in(options.size().seconds(), FIRST_ROWS);
        compare(
                "import",
                () -> writing.throughImport(purchases),
                rows -> events.insertInBatches(rows, IMPORT_BATCH),
                (rate, rows) -> rate * rows.size() / purchases);
        system.drain();
    }

    private Warm warmUp(String name, int first, Burst load) throws Exception {
        Warm warm = WarmUp.untilSettled(first, options.size().bursts, load);
        LOG.info("{} at {}/s, {}", name, Math.round(warm.rate()), warm.described());
        warmth.put(name, "; " + warm.described());
        return warm;
    }

    @FunctionalInterface
    private interface Ours {
        double rate() throws Exception;
    }

    @FunctionalInterface
    private interface Plain<T> {
        double rate(T bytes) throws Exception;
    }

    @FunctionalInterface
    private interface Share {
        double of(double rate, List<EventRow> stored);
    }

    /** Rounds of something that stores events. The first one warms up what it is compared with. */
    private void compare(String name, Ours ours, Plain<List<EventRow>> plain, Share share) throws Exception {
        List<EventRow> stored = List.of();
        boolean both = compared.test(name);
        for (int round = 0; round <= options.size().rounds; round++) {
            Double baseline = null;
            if (both && first(round)) {
                system.settle();
                baseline = plain.rate(stored);
            }
            system.settle();
            long before = system.lastIndex();
            double rate = ours.rate();
            stored = events.after(before);
            if (both && baseline == null) {
                system.settle();
                baseline = plain.rate(stored);
            }
            keep(name, round, new Round(share.of(rate, stored), baseline));
        }
    }

    /** Whether the machine comes first. */
    private static boolean first(int round) {
        return round > 0 && round % 2 == 0;
    }

    /**
     * Backlogs of so many customers in all, which relay and readers then take. Small ones come first, until the readers
     * get no faster, of half of the customers at most; what those leave is shared out among the rounds.
     */
    void backlogs(long customers) throws Exception {
        long left = customers - warmUpReaders(customers / 2);
        int rounds = options.size().rounds;
        long each = Math.max(1, left / (rounds + 1));
        List<Object[]> appended = List.of();
        Prepared written = new Prepared(List.of(), 0);
        for (int round = 0; round <= rounds; round++) {
            long before = system.ledgerHead();
            long added = seed(each);
            long head = before + added;
            Double plainRelay = null;
            Double plainReaders = null;
            if (first(round) && compared.test("relay")) {
                system.settle();
                plainRelay = ledger.insertInBatches(appended, LEDGER_BATCH);
            }
            system.settle();
            double relay = added / system.relayUntil(head);
            if (compared.test("relay")) {
                appended = ledger.after(before);
                if (plainRelay == null) {
                    system.settle();
                    plainRelay = ledger.insertInBatches(appended, LEDGER_BATCH);
                }
            }
            keep("relay", round, new Round(relay, plainRelay));

            if (first(round) && compared.test("readers")) {
                system.settle();
                plainReaders = system.plainBulks().rate(written, Filling.LIVE);
            }
            system.settle();
            system.requests().begin();
            double seconds = system.readUntil(head);
            written = system.plainBulks().prepare(system.requests().end());
            if (compared.test("readers") && plainReaders == null) {
                system.settle();
                plainReaders = system.plainBulks().rate(written, Filling.LIVE);
            }
            keepEventRate("readers", round, added / seconds);
            keep("readers", round, new Round(written.documents() / seconds, plainReaders));
        }
    }

    /** @return how many customers that took, no more than these */
    private long warmUpReaders(long most) throws Exception {
        long mostOfABurst = Math.max(1, most / options.size().bursts);
        AtomicLong seeded = new AtomicLong();
        warmUp("readers", FIRST_CUSTOMERS, asked -> {
            long customers = Math.min(asked, mostOfABurst);
            long head = system.ledgerHead() + seed(customers);
            seeded.addAndGet(customers);
            system.relayUntil(head);
            return customers / system.readUntil(head);
        });
        return seeded.get();
    }

    /** @return how many events that is */
    private long seed(long customers) throws Exception {
        long before = system.lastIndex();
        try (Connection connection = system.connect()) {
            Seeding seeding = new Seeding(connection, system.eventSerializer(), options.seed());
            seeding.fillUpTo(seeding.customers() + customers);
        }
        return system.eventsAfter(before);
    }

    /** Rebuilds of all that there is, while nothing else is going on; the first one warms up. */
    void rebuilds(int counted) throws Exception {
        boolean both = compared.test("rebuild");
        Prepared written = new Prepared(List.of(), 0);
        for (int round = 0; round <= counted; round++) {
            Double baseline = null;
            if (both && first(round)) {
                system.settle();
                baseline = system.plainBulks().rate(written, Filling.BESIDE_LIVE);
            }
            system.settle();
            if (both) {
                system.requests().begin();
            }
            double seconds = new Rebuilding(system.address()).seconds();
            double rate = system.ledgerHead() / seconds;
            keepEventRate("rebuild", round, rate);
            if (both) {
                written = system.plainBulks().prepare(system.requests().end());
                rate = written.documents() / seconds;
                if (baseline == null) {
                    system.settle();
                    baseline = system.plainBulks().rate(written, Filling.BESIDE_LIVE);
                }
            }
            keep("rebuild", round, new Round(rate, baseline));
        }
    }

    /** The first round only warms up. */
    private void keep(String name, int number, Round round) {
        LOG.info(
                "{} {}: {}/s{}",
                name,
                number == 0 ? "warm-up" : "round " + number,
                Math.round(round.subject()),
                against(round.baseline(), round));
        if (number > 0) {
            rounds.computeIfAbsent(name, any -> new ArrayList<>()).add(round);
        }
    }

    private static String against(@Nullable Double baseline, Round round) {
        return baseline == null ? "" : " against %,.0f/s, ratio %.2f".formatted(baseline, round.figure());
    }

    private void keepEventRate(String name, int number, double rate) {
        if (number > 0) {
            eventRates.computeIfAbsent(name, any -> new ArrayList<>()).add(rate);
        }
    }
}
