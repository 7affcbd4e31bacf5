package io.customer360.query.ledger;

/** The order in which the parts start; they stop in the reverse order. Axon's readers start between these. */
final class LedgerPhases {

    static final int HEAD = -1_000_000;
    static final int RELAY = -900_000;

    private LedgerPhases() {}
}
