package io.customer360.query.rebuild;

/** What a rebuild is at; each phase can be begun again after an interruption. */
enum RebuildPhase {
    /** Makes the next indices. */
    PREPARING,
    /** Folds the ledger customer by customer, and writes each state once. */
    FOLDING,
    /** Gives the indices their lasting settings, and counts. */
    SETTLING,
    /** Folds what has been appended to the ledger meanwhile. */
    CATCHING_UP,
    /** Changes the aliases over while no reader writes. */
    CHANGING_OVER,
    /** Tidies up behind it. */
    ENDED
}
