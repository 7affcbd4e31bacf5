package io.customer360.benchmarks;

import io.customer360.benchmarks.load.Clients;
import java.net.URI;
import java.util.Objects;
import org.springframework.web.client.RestClient;

/** Has the views built again, as somebody who looks after the system does. */
final class Rebuilding {

    private static final String REBUILDS = "/api/operations/rebuilds";

    private final RestClient client;

    Rebuilding(URI address) {
        this.client = RestClient.create(address.toString());
    }

    /** @return seconds, from the request to the change of the aliases */
    double seconds() throws InterruptedException {
        long begin = System.nanoTime();
        URI rebuild = Objects.requireNonNull(client.post()
                .uri(REBUILDS)
                .retrieve()
                .toBodilessEntity()
                .getHeaders()
                .getLocation());
        Jobs.await(client, rebuild.toString());
        return Clients.seconds(begin);
    }

    /** Returns when what an earlier run has left half-done has ended, however it does. */
    void finish() throws InterruptedException {
        for (String running : Jobs.underWay(client, REBUILDS)) {
            Jobs.awaitEnd(client, REBUILDS + "/" + running);
        }
    }
}
