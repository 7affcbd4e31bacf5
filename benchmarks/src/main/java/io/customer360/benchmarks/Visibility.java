package io.customer360.benchmarks;

import io.customer360.benchmarks.Measured.Target;
import io.customer360.benchmarks.load.Latencies;
import io.customer360.benchmarks.load.OpenLoop;
import io.customer360.benchmarks.load.Schedule;
import io.customer360.benchmarks.seeding.SeededCompany;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.Command;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.ConsistencyToken;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * How soon what was written can be read, while 500 commands a second come in over HTTP and everything runs. Asking
 * after each write would be a load of its own, so that only some of them are asked after.
 */
final class Visibility {

    static final Target READABLE = Target.atMost(250);
    static final Target SEARCHABLE = Target.atMost(1500);

    private static final Logger LOG = LoggerFactory.getLogger(Visibility.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int COMMANDS_A_SECOND = 500;
    private static final int REGISTRATION_EVERY = 5;

    /** A system that has just started is not sent so many at once: first a fifth of them, then half. */
    private static final List<Integer> WARM_UP = List.of(5, 2);

    /** Some 45 a second are read by id, of all kinds: the number has no divisor in common with the others. */
    private static final int READ_EVERY = 11;

    /** Two a second are searched for again and again until they are found: a registration and a purchase in turn. */
    private static final int SEARCHED_EVERY = 250;

    private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final TrialSystem system;
    private final Options options;
    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SplittableRandom random = new SplittableRandom();
    private final SeededCompany seeded;

    Visibility(TrialSystem system, Options options) {
        this.system = system;
        this.options = options;
        this.address = system.address();
        this.seeded = new SeededCompany(options.seed());
    }

    /**
     * A command as a request.
     *
     * @param search that finds what was written, where it is asked after
     */
    private record Write(String path, String body, @Nullable String search) {}

    /** Of one round, each from the answer of the command and from the moment that it was to be sent at. */
    private static final class Times {
        final Latencies command = new Latencies();
        final Latencies readable = new Latencies();
        final Latencies readableSinceDue = new Latencies();
        final Latencies searchable = new Latencies();
        final Latencies searchableSinceDue = new Latencies();
    }

    /** What stands behind the figures. */
    private record Detail(
            Latencies.Summary command,
            Latencies.Summary readable,
            Latencies.Summary readableSinceDue,
            Latencies.Summary searchable,
            Latencies.Summary searchableSinceDue) {

        static Detail of(Times times) {
            return new Detail(
                    times.command.summary(),
                    times.readable.summary(),
                    times.readableSinceDue.summary(),
                    times.searchable.summary(),
                    times.searchableSinceDue.summary());
        }
    }

    void measure(Results results, String size) throws Exception {
        Schedule schedule = Schedule.of(COMMANDS_A_SECOND, options.size().visible);
        List<Detail> rounds = new ArrayList<>();
        system.settle();
        system.readFiles();
        system.run();
        try {
            for (int part : WARM_UP) {
                Detail detail = Detail.of(round(Schedule.of(COMMANDS_A_SECOND / part, options.size().visible)));
                LOG.info("visible, at {} a second to warm up: {}", COMMANDS_A_SECOND / part, detail);
            }
            for (int round = 0; round <= options.size().rounds; round++) {
                Detail detail = Detail.of(round(schedule));
                LOG.info("visible {}: {}", round == 0 ? "warm-up" : "round " + round, detail);
                if (round > 0) {
                    rounds.add(detail);
                }
            }
        } finally {
            system.rest();
        }
        system.drain();
        String reads = size
                + ", %,d reads by id a round"
                        .formatted(rounds.getFirst().readable().count());
        String searches = size
                + ", %,d searched for in a round"
                        .formatted(rounds.getFirst().searchable().count());
        add(
                results,
                "a command's answer at 500 a second, p99",
                size,
                rounds,
                detail -> detail.command().p99(),
                null);
        add(
                results,
                "readable by id after the answer, p99",
                reads,
                rounds,
                detail -> detail.readable().p99(),
                READABLE);
        add(
                results,
                "readable by id after the command was due, p99",
                reads,
                rounds,
                detail -> detail.readableSinceDue().p99(),
                null);
        add(
                results,
                "searchable after the answer, p99",
                searches,
                rounds,
                detail -> detail.searchable().p99(),
                SEARCHABLE);
        add(
                results,
                "searchable after the command was due, p99",
                searches,
                rounds,
                detail -> detail.searchableSinceDue().p99(),
                null);
        results.detail("visible", rounds);
    }

    private static void add(
            Results results,
            String subject,
            String size,
            List<Detail> rounds,
            ToDoubleFunction<Detail> figure,
            @Nullable Target target) {
        results.add(Figure.of(
                "visible",
                subject,
                size,
                "ms",
                rounds.stream().map(figure::applyAsDouble).toList(),
                target));
    }

    private Times round(Schedule schedule) throws InterruptedException {
        List<Write> writes = writes(schedule.arrivals());
        Times times = new Times();
        OpenLoop.run(schedule, (arrival, due) -> send(writes.get(arrival), arrival, due, times))
                .withoutFailures();
        return times;
    }

    /** Registrations, and purchases and contacts of customers whom there are. */
    private List<Write> writes(int count) {
        Company company = new Company(System.currentTimeMillis());
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean searched = i % SEARCHED_EVERY == 0;
            boolean searchedPurchase = searched && i / SEARCHED_EVERY % 2 == 1;
            if (i % REGISTRATION_EVERY == 0 && !searchedPurchase) {
                RegisterCustomer registration = company.registration();
                String email = registration.emails().getFirst();
                writes.add(new Write(
                        "/api/customers",
                        HttpLife.body(registration),
                        searched ? "/api/customers?limit=1&facets=false&sums=false&q=" + encoded(email) : null));
            } else {
                CustomerId customer = seeded.customer(random.nextLong(options.customers()))
                        .registration()
                        .customerId();
                Command command = searched ? company.purchase(customer) : company.interaction(customer);
                writes.add(new Write(
                        "/api/customers/" + customer + HttpLife.path(command),
                        HttpLife.body(command),
                        searched && command instanceof PlacePurchase purchase
                                ? "/api/timeline?limit=1&facets=false&q="
                                        + encoded(Objects.requireNonNull(purchase.orderNumber()))
                                : null));
            }
        }
        return writes;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void send(Write write, int arrival, long due, Times times) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address.resolve(write.path()))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(write.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        long answered = System.nanoTime();
        if (answer.statusCode() != CREATED) {
            throw new IllegalStateException("%s: %d %s".formatted(write.path(), answer.statusCode(), answer.body()));
        }
        times.command.add(answered - due);
        if (write.search() != null) {
            long found = awaitFound(write.search(), answered);
            times.searchable.add(found - answered);
            times.searchableSinceDue.add(found - due);
        } else if (arrival % READ_EVERY == 0) {
            long read = awaitReadable(answer, answered);
            times.readable.add(read - answered);
            times.readableSinceDue.add(read - due);
        }
    }

    /** Reads by the answer's address, with its token: the application lets the read wait. */
    private long awaitReadable(HttpResponse<String> answer, long since) throws IOException, InterruptedException {
        URI written = address.resolve(answer.headers().firstValue("Location").orElseThrow());
        String token = answer.headers().firstValue(ConsistencyToken.HEADER).orElseThrow();
        while (true) {
            HttpResponse<Void> read = http.send(
                    HttpRequest.newBuilder(written)
                            .header(ConsistencyToken.HEADER, token)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            long now = System.nanoTime();
            Optional<String> lag = read.headers().firstValue(ConsistencyToken.LAG_HEADER);
            if (read.statusCode() == OK && lag.isEmpty()) {
                return now;
            }
            giveUp(now - since, written + " answers " + read.statusCode());
        }
    }

    /** Searches without a token, as somebody else does, until there is a hit. */
    private long awaitFound(String search, long since) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<byte[]> found = http.send(
                    HttpRequest.newBuilder(address.resolve(search)).build(), HttpResponse.BodyHandlers.ofByteArray());
            long now = System.nanoTime();
            if (found.statusCode() != OK) {
                throw new IllegalStateException(search + ": " + found.statusCode());
            }
            if (!JSON.readTree(found.body()).path("items").isEmpty()) {
                return now;
            }
            giveUp(now - since, search + " finds nothing");
            Thread.sleep(BETWEEN_SEARCHES);
        }
    }

    private static void giveUp(long nanos, String what) {
        if (nanos > LONGEST.toNanos()) {
            throw new IllegalStateException("%s after %s".formatted(what, LONGEST));
        }
    }
}
