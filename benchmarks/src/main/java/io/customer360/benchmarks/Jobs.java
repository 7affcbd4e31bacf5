package io.customer360.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.web.client.RestClient;

/** What the application works at until it is done: imports, rebuilds. */
final class Jobs {

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");

    private Jobs() {}

    /**
     * Returns when a job is done.
     *
     * @throws IllegalStateException if it ends otherwise
     */
    static void await(RestClient client, String job) throws InterruptedException {
        while (true) {
            Map<?, ?> view = client.get().uri(job).retrieve().body(Map.class);
            String status = view == null ? "" : String.valueOf(view.get("status"));
            if (status.equals("DONE")) {
                return;
            }
            if (!UNDER_WAY.contains(status)) {
                throw new IllegalStateException("%s ended otherwise: %s".formatted(job, view));
            }
            Thread.sleep(LOOK);
        }
    }
}
