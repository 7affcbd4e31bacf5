package io.customer360.query.rebuild;

/** How a rebuild stands. */
enum RebuildState {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
}
