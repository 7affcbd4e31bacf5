package io.customer360.query.platform.elasticsearch;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has a start that failed end with what is wrong and what to do, instead of a stack trace. */
class ReportUnusableElasticsearch extends AbstractFailureAnalyzer<ElasticsearchUnusable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ElasticsearchUnusable cause) {
        return new FailureAnalysis(cause.problem(), cause.action(), cause);
    }
}
