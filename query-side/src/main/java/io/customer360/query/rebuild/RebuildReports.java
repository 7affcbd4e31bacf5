package io.customer360.query.rebuild;

import io.customer360.query.ledger.Ledger;
import org.springframework.stereotype.Component;

/** Tells how far rebuilds are. On the node that runs one it knows of what is not stored yet. */
@Component
class RebuildReports {

    private static final double NEARLY_DONE = 0.99;

    private final Rebuilds rebuilds;
    private final UnderWay underWay;
    private final Ledger ledger;

    RebuildReports(Rebuilds rebuilds, UnderWay underWay, Ledger ledger) {
        this.rebuilds = rebuilds;
        this.underWay = underWay;
        this.ledger = ledger;
    }

    RebuildReport of(Rebuild rebuild) {
        boolean running = rebuild.state() == RebuildState.RUNNING;
        long total = rebuild.kind() == RebuildKind.REBUILD ? rebuild.position() : 0;
        long folded = Math.min(total, rebuilds.factsFolded(rebuild.id()) + (running ? underWay.facts() : 0));
        double seconds = seconds(rebuild);
        double rate = seconds > 0 ? folded / seconds : 0;
        boolean folding = running && rebuild.phase().compareTo(RebuildPhase.FOLDING) <= 0;
        return new RebuildReport(
                rebuild.id(),
                rebuild.kind(),
                rebuild.state(),
                rebuild.phase(),
                rebuild.state() == RebuildState.DONE ? 1 : progress(rebuild, folded),
                new RebuildReport.Facts(folded, total),
                Math.round(rate),
                folding && rate > 0 ? Math.round((total - folded) / rate) : null,
                rebuild.caughtUpTo(),
                rebuild.views().stream()
                        .map(view -> new RebuildReport.OfView(
                                view.reader(),
                                view.liveIndex(),
                                view.nextIndex(),
                                rebuilds.documents(rebuild.id(), view.reader())))
                        .toList(),
                rebuilds.failureCount(rebuild.id()),
                rebuild.comparison(),
                rebuild.problem(),
                rebuild.note(),
                rebuild.request().reason(),
                rebuild.request().by(),
                rebuild.request().at(),
                rebuild.finishedAt());
    }

    /** Facts folded, be it customer by customer or in the ledger's order, out of those that there are by now. */
    private double progress(Rebuild rebuild, long folded) {
        if (rebuild.phase().compareTo(RebuildPhase.CHANGING_OVER) >= 0) {
            return NEARLY_DONE;
        }
        long head = rebuild.state() == RebuildState.RUNNING
                ? Math.max(ledger.headPosition(), rebuild.caughtUpTo())
                : rebuild.caughtUpTo();
        long byCustomer = rebuild.kind() == RebuildKind.REBUILD ? rebuild.position() : 0;
        long all = byCustomer + head - rebuild.position();
        long done = folded + rebuild.caughtUpTo() - rebuild.position();
        return all == 0 ? 0 : Math.round(NEARLY_DONE * 1000 * done / all) / 1000.0;
    }

    /** How long it has run; the time in which it could not does not count. */
    private double seconds(Rebuild rebuild) {
        long unstored =
                rebuild.state() == RebuildState.RUNNING ? underWay.time().toMillis() : 0;
        return (rebuild.busyMillis() + unstored) / 1000.0;
    }
}
