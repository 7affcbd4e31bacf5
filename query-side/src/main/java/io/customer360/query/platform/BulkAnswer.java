package io.customer360.query.platform;

import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import io.customer360.events.customer.CustomerId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Judges Elasticsearch's answers to bulk requests. */
public final class BulkAnswer {

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int CONTENT_TOO_LARGE = 413;

    private BulkAnswer() {}

    /**
     * The customers whose documents were refused for good, with the reason.
     *
     * @param customer whose document an item is
     * @throws TryAgain if Elasticsearch could not take a document for now
     */
    public static Map<CustomerId, String> refusals(
            BulkResponse response, Function<BulkResponseItem, CustomerId> customer) {
        var refused = new LinkedHashMap<CustomerId, String>();
        for (var item : response.items()) {
            // A conflict of versions means that the document is there already, as new or newer.
            if (item.error() == null || item.status() == CONFLICT) {
                continue;
            }
            // Whatever else it is, an index that is missing, blocked or forbidden, is not the document's fault.
            if (item.status() != BAD_REQUEST && item.status() != CONTENT_TOO_LARGE) {
                throw notTaken(item);
            }
            refused.putIfAbsent(
                    customer.apply(item), "Elasticsearch refused document %s: %s".formatted(item.id(), reason(item)));
        }
        return refused;
    }

    /**
     * Nothing that was to be deleted is there any more; what was not there before is no failure.
     *
     * @throws TryAgain if Elasticsearch could not delete a document for now
     */
    public static void requireDeleted(BulkResponse response) {
        for (var item : response.items()) {
            if (item.error() != null) {
                throw notTaken(item);
            }
        }
    }

    private static TryAgain notTaken(BulkResponseItem item) {
        return new TryAgain(
                item.status(),
                "Elasticsearch could not take document %s of index %s: %d %s"
                        .formatted(item.id(), item.index(), item.status(), reason(item)));
    }

    private static String reason(BulkResponseItem item) {
        var error = item.error();
        return error == null ? "no reason given" : error.type() + ": " + error.reason();
    }

    /** A write failed for a reason that passes. */
    public static final class TryAgain extends RuntimeException {

        private final int status;

        TryAgain(int status, String message) {
            super(message);
            this.status = status;
        }

        /** What Elasticsearch answered, as HTTP has it. */
        int status() {
            return status;
        }
    }
}
