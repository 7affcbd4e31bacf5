package io.customer360.query.rebuild;

/** What the next views are made of. */
enum RebuildKind {
    /** New indices, from the whole ledger. */
    REBUILD,
    /** The indices that a rebuild has replaced, and what has happened since. */
    REVERSAL
}
