package io.customer360.benchmarks;

import io.customer360.benchmarks.Figure.Round;
import io.customer360.benchmarks.Measured.Target;
import io.customer360.benchmarks.SearchMix.Kind;
import io.customer360.benchmarks.SearchMix.Search;
import io.customer360.benchmarks.load.Clients;
import io.customer360.benchmarks.load.Latencies;
import io.customer360.benchmarks.load.OpenLoop;
import io.customer360.benchmarks.load.Schedule;
import io.customer360.benchmarks.load.WarmUp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long searches take through the application, and how long the very requests take that it makes of them if they are
 * sent straight to Elasticsearch, one after the other where one search needs several.
 */
final class Searching {

    static final Target MOST = Target.atMost(1.5);

    private static final Logger LOG = LoggerFactory.getLogger(Searching.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CLIENTS = 2;

    /** Of what two clients can ask for in a row: so that searches rarely wait for each other. */
    private static final double SHARE = 0.3;

    private static final int TIMES_QUICK = 4;
    private static final int TIMES_FULL = 25;
    private static final int OK = 200;

    private final TrialSystem system;
    private final Options options;
    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Kind, Latencies> ours = new EnumMap<>(Kind.class);
    private final Map<Kind, Latencies> plain = new EnumMap<>(Kind.class);

    Searching(TrialSystem system, Options options) {
        this.system = system;
        this.options = options;
        this.address = system.address();
        for (Kind kind : Kind.values()) {
            ours.put(kind, new Latencies());
            plain.put(kind, new Latencies());
        }
    }

    /** A search, and what the application makes of it. */
    private record Recorded(Kind kind, String target, List<Sent> requests) {}

    /** A request to Elasticsearch, with its body at hand. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Sent(String method, String target, Map<String, String> headers, byte[] body) {}

    /** What stands behind the two figures. */
    private record ByKind(
            Kind kind, double requestsASearch, Latencies.Summary application, Latencies.Summary elasticsearch) {}

    void measure(Results results, String size) throws Exception {
        system.settle();
        List<Recorded> searches = record(new SearchMix(options.seed(), options.customers())
                .searches(
                        switch (options.size()) {
                            case QUICK -> TIMES_QUICK;
                            case FULL -> TIMES_FULL;
                        }));
        WarmUp.Warm warm =
                WarmUp.untilSettled(searches.size(), options.size().bursts, count -> rate(searches, count, this::ask));
        rate(searches, searches.size(), this::askElasticsearch);
        Schedule schedule = Schedule.of(Math.max(1, Math.round(warm.rate() * SHARE)), options.size().round);
        LOG.info("search: {}/s with {} clients, {}/s are sent", Math.round(warm.rate()), CLIENTS, schedule.rate());

        List<Round> medians = new ArrayList<>();
        List<Round> slowest = new ArrayList<>();
        for (int round = 1; round <= options.size().rounds; round++) {
            boolean plainFirst = round % 2 == 0;
            Latencies.Summary first = plainFirst
                    ? load(schedule, searches, plain, this::askElasticsearch)
                    : load(schedule, searches, ours, this::ask);
            Latencies.Summary second = plainFirst
                    ? load(schedule, searches, ours, this::ask)
                    : load(schedule, searches, plain, this::askElasticsearch);
            Latencies.Summary application = plainFirst ? second : first;
            Latencies.Summary elasticsearch = plainFirst ? first : second;
            LOG.info("search round {}: {} against {}", round, application, elasticsearch);
            medians.add(new Round(application.median(), elasticsearch.median()));
            slowest.add(new Round(application.p99(), elasticsearch.p99()));
        }
        String load = "%s; %.0f searches a second, %,d a round; %s"
                .formatted(size, schedule.rate(), schedule.arrivals(), warm.described());
        String baseline = "the same requests straight to Elasticsearch, %.1f a search, one after the other"
                .formatted(requestsASearch(searches));
        results.add("search", "search with facets, median", load, "ms", baseline, medians, MOST);
        results.add("search", "search with facets, p99", load, "ms", baseline, slowest, MOST);
        results.detail("search", byKind(searches));
    }

    private List<ByKind> byKind(List<Recorded> searches) {
        return List.of(Kind.values()).stream()
                .map(kind -> new ByKind(
                        kind,
                        requestsASearch(searches.stream()
                                .filter(search -> search.kind() == kind)
                                .toList()),
                        latencies(ours, kind).summary(),
                        latencies(plain, kind).summary()))
                .toList();
    }

    private static double requestsASearch(List<Recorded> searches) {
        return searches.stream()
                .mapToInt(search -> search.requests().size())
                .average()
                .orElse(0);
    }

    private static Latencies latencies(Map<Kind, Latencies> by, Kind kind) {
        return Objects.requireNonNull(by.get(kind));
    }

    /** Has each search answered once, and keeps what goes to Elasticsearch meanwhile. */
    private List<Recorded> record(List<Search> searches) throws IOException, InterruptedException {
        List<Recorded> recorded = new ArrayList<>();
        for (Search search : searches) {
            String target = search.target();
            if (search.kind() == Kind.SECOND_PAGE) {
                JsonNode next = JSON.readTree(get(target)).path("next");
                if (next.isMissingNode()) {
                    LOG.info("{} has one page only", target);
                    continue;
                }
                target += "&cursor=" + URLEncoder.encode(next.asString(), StandardCharsets.UTF_8);
            }
            system.requests().begin();
            get(target);
            List<Sent> sent = new ArrayList<>();
            for (RecordedRequest request : system.requests().end()) {
                sent.add(new Sent(request.method(), request.target(), request.headers(), request.bytes()));
            }
            recorded.add(new Recorded(search.kind(), target, sent));
        }
        return recorded;
    }

    /** Asks for one thing. */
    @FunctionalInterface
    private interface Asking {
        void ask(Recorded search) throws Exception;
    }

    private void ask(Recorded search) throws IOException, InterruptedException {
        get(search.target());
    }

    private void askElasticsearch(Recorded search) throws IOException, InterruptedException {
        for (Sent request : search.requests()) {
            system.elasticsearch().send(request.method(), request.target(), request.headers(), request.body());
        }
    }

    private byte[] get(String target) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(address.resolve(target)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("%s: %d %s"
                    .formatted(target, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return answer.body();
    }

    private static double rate(List<Recorded> searches, int count, Asking asking) throws Exception {
        List<Recorded> all = IntStream.range(0, count)
                .mapToObj(number -> searches.get(number % searches.size()))
                .toList();
        return Clients.rate(CLIENTS, all, () -> asking::ask);
    }

    private static Latencies.Summary load(
            Schedule schedule, List<Recorded> searches, Map<Kind, Latencies> byKind, Asking asking)
            throws InterruptedException {
        return OpenLoop.run(schedule, (arrival, due) -> {
                    Recorded search = searches.get(arrival % searches.size());
                    asking.ask(search);
                    latencies(byKind, search.kind()).add(System.nanoTime() - due);
                })
                .withoutFailures()
                .summary();
    }
}
