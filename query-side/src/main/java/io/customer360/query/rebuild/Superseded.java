package io.customer360.query.rebuild;

/** A later run has taken the rebuild over, or it has ended: nothing of this run counts any more. */
final class Superseded extends RuntimeException {

    Superseded(Rebuilds.Run run) {
        super("Run %d of rebuild %s is no longer the one that counts".formatted(run.number(), run.rebuild()));
    }
}
