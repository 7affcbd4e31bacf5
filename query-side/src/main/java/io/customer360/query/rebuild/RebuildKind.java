package io.customer360.query.rebuild;

/** What the next views are made of. */
enum RebuildKind {
    /** New indices, from the whole ledger. */
    REBUILD(RebuildPhase.PREPARING),
    /** The indices that a rebuild has replaced, and what has happened since. */
    REVERSAL(RebuildPhase.CATCHING_UP);

    private final RebuildPhase begins;

    RebuildKind(RebuildPhase begins) {
        this.begins = begins;
    }

    /** The first phase of this kind. */
    RebuildPhase begins() {
        return begins;
    }
}
