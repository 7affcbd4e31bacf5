package io.customer360.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.client.RestClient;

/** What the application works at until it is done: imports, rebuilds. */
final class Jobs {

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");

    private Jobs() {}

    /** @return the ids of those that have not ended */
    static List<String> underWay(RestClient client, String jobs) {
        Map<?, ?> page = client.get().uri(jobs).retrieve().body(Map.class);
        return page != null && page.get("items") instanceof List<?> items
                ? items.stream()
                        .map(item -> (Map<?, ?>) item)
                        .filter(job -> UNDER_WAY.contains(String.valueOf(job.get("status"))))
                        .map(job -> String.valueOf(job.get("id")))
                        .toList()
                : List.of();
    }

    /**
     * Returns when a job is done.
     *
     * @throws IllegalStateException if it ends otherwise
     */
    static void await(RestClient client, String job) throws InterruptedException {
        Map<?, ?> view = awaitEnd(client, job);
        if (!"DONE".equals(view.get("status"))) {
            throw new IllegalStateException("%s ended otherwise: %s".formatted(job, view));
        }
    }

    /** @return the job when it has ended, however it has */
    static Map<?, ?> awaitEnd(RestClient client, String job) throws InterruptedException {
        while (true) {
            Map<?, ?> view = client.get().uri(job).retrieve().body(Map.class);
            if (view == null || !UNDER_WAY.contains(String.valueOf(view.get("status")))) {
                return view == null ? Map.of() : view;
            }
            Thread.sleep(LOOK);
        }
    }
}
