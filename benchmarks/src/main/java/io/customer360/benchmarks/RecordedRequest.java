package io.customer360.benchmarks;

import java.io.IOException;
import java.util.Map;

/**
 * A request that the application has sent to Elasticsearch, so that the same can be sent without the application.
 *
 * @param target path and query
 */
record RecordedRequest(String method, String target, Map<String, String> headers, Spool.Kept body) {

    RecordedRequest {
        headers = Map.copyOf(headers);
    }

    byte[] bytes() throws IOException {
        return body.read();
    }
}
