package io.customer360.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.client.RestClient;

/** Has the views built again, as somebody who looks after the system does. */
final class Rebuilding {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final RestClient client;

    Rebuilding(URI address) {
        this.client = RestClient.create(address.toString());
    }

    /** @return seconds, from the request to the change of the aliases */
    double seconds() throws InterruptedException {
        long begin = System.nanoTime();
        URI rebuild = Objects.requireNonNull(client.post()
                .uri("/api/operations/rebuilds")
                .retrieve()
                .toBodilessEntity()
                .getHeaders()
                .getLocation());
        while (true) {
            Map<?, ?> view = client.get().uri(rebuild.toString()).retrieve().body(Map.class);
            String status = view == null ? "" : String.valueOf(view.get("status"));
            if (status.equals("DONE")) {
                return Clients.seconds(begin);
            }
            if (!status.equals("RUNNING")) {
                throw new IllegalStateException("The rebuild ended otherwise: " + view);
            }
            Thread.sleep(LOOK);
        }
    }
}
