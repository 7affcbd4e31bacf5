package io.customer360.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The views of an application: when they have come to rest, and whether they are as folded from zero. */
final class FoldedViews {

    static final String REBUILDS = "/api/operations/rebuilds";
    static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ApplicationProcess application;

    FoldedViews(ApplicationProcess application) {
        this.application = application;
    }

    /** Until everything is in the ledger, and the views show all of it. */
    void awaitCaughtUp() {
        await("the readers have caught up")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    JsonNode readers =
                            application.api().get("/api/operations/readers").body();
                    return readers.required("relay").path("pending").asLong(-1) == 0
                            && readers.required("items")
                                    .valueStream()
                                    .allMatch(reader -> reader.required("lag").asLong() == 0);
                });
    }

    /** The job at this address, as it is in the end. */
    JsonNode ended(String path) {
        return await(path + " has ended")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> application.api().get(path).body(),
                        state -> ENDED.contains(state.required("status").asString()));
    }

    /** A rebuild folds from zero, and leaves what it has replaced beside what it has made. */
    JsonNode expectAsFoldedFromZero(String when) throws Exception {
        JsonNode rebuild = ended(REBUILDS + "/"
                + application.api().post(REBUILDS, "").expect(202).id());
        assertThat(rebuild.required("status").asString()).as("%s", rebuild).isEqualTo("DONE");
        assertThat(rebuild.required("failures").asInt()).as("%s", rebuild).isZero();
        for (JsonNode view : rebuild.required("views")) {
            assertThat(differentIn(view))
                    .as("%s: documents of %s that are not as folded from zero", when, view)
                    .isEmpty();
        }
        return rebuild;
    }

    Set<String> differentIn(JsonNode view) throws Exception {
        return documents()
                .different(
                        view.required("liveIndex").asString(),
                        view.required("nextIndex").asString());
    }

    Documents documents() throws IOException {
        return new Documents(application.elasticsearchAddress());
    }
}
