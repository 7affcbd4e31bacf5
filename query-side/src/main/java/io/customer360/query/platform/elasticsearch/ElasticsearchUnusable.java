package io.customer360.query.platform.elasticsearch;

import org.jspecify.annotations.Nullable;

/** The read side can't start on the Elasticsearch that it finds. The message says what is wrong and what to do. */
final class ElasticsearchUnusable extends IllegalStateException {

    private final String problem;
    private final String action;

    ElasticsearchUnusable(String problem, String action) {
        this(problem, action, null);
    }

    ElasticsearchUnusable(String problem, String action, @Nullable Throwable cause) {
        super(problem + " " + action, cause);
        this.problem = problem;
        this.action = action;
    }

    String problem() {
        return problem;
    }

    String action() {
        return action;
    }
}
