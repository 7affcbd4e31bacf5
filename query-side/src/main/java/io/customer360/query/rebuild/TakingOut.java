package io.customer360.query.rebuild;

import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.platform.Patience;
import io.customer360.query.platform.RebuiltView;
import io.customer360.query.platform.elasticsearch.IndexVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of the next views what was discarded after it had been folded. Nothing undoes a fold, so each customer
 * concerned is folded once more, from its first fact on; the others stay as they are.
 */
final class TakingOut {

    private static final Logger LOG = LoggerFactory.getLogger(TakingOut.class);

    private static final int PAGE = 500;
    private static final int TRIES = 30;

    private final Rebuild rebuild;
    private final RebuildMeans means;
    private final Mandate mandate;
    private final Patience patience;

    TakingOut(Rebuild rebuild, RebuildMeans means, Mandate mandate, Patience patience) {
        this.rebuild = rebuild;
        this.means = means;
        this.mandate = mandate;
        this.patience = patience;
    }

    /** @param upTo the position up to which the next views are folded */
    void run(long upTo) {
        for (Rebuild.View view : rebuild.views()) {
            Map<CustomerId, List<String>> discarded = means.rebuilds().discardedSince(rebuild.id(), view.reader());
            if (!discarded.isEmpty()) {
                LOG.info(
                        "Facts of {} customers were discarded since they were folded into {}: these are folded again",
                        discarded.size(),
                        view.nextIndex());
                takeOut(view, discarded, upTo);
            }
        }
    }

    private void takeOut(Rebuild.View view, Map<CustomerId, List<String>> discarded, long upTo) {
        IndexVersions versions = means.versions();
        // A document is named after its customer or after its event, and its version is the position of its last fact:
        // without that fact it gets a lower one, which is refused as long as the deleted one is remembered.
        Set<String> there = versions.documents(
                        view.nextIndex(),
                        discarded.keySet().stream().map(CustomerId::toString).toList())
                .keySet();
        List<String> documents = new ArrayList<>(there);
        discarded.values().forEach(documents::addAll);
        versions.rememberDeleted(view.nextIndex(), false);
        versions.deleteDocuments(alias(view), documents);
        int tries = 0;
        for (Map.Entry<CustomerId, List<String>> entry : discarded.entrySet()) {
            CustomerId customer = entry.getKey();
            RebuiltView<?> again = fold(view, customer, upTo);
            while (there.contains(customer.toString()) && lacks(view, customer, again)) {
                if (tries == TRIES) {
                    throw new IllegalStateException(
                            "Customer %s can't be written to %s again".formatted(customer, view.nextIndex()));
                }
                mandate.pause(++tries);
                again = fold(view, customer, upTo);
            }
            means.rebuilds().takenOut(mandate.run(), customer, entry.getValue(), again);
        }
        versions.rememberDeleted(view.nextIndex(), true);
    }

    private String alias(Rebuild.View view) {
        return means.versions().lent(view.reader(), mandate.run().number());
    }

    private RebuiltView<?> fold(Rebuild.View view, CustomerId customer, long upTo) {
        RebuiltView<?> again = means.rebuilding().open(view.reader(), alias(view), patience, Map.of());
        long after = 0;
        while (after < upTo) {
            mandate.check();
            List<LedgerEntry> page = means.ledger().readCustomerAfter(customer, after, PAGE).stream()
                    .filter(entry -> entry.position() <= upTo)
                    .toList();
            if (page.isEmpty()) {
                break;
            }
            again.add(
                    means.source().messagesOf(page),
                    page.stream().mapToLong(LedgerEntry::size).sum());
            after = page.getLast().position();
        }
        again.finish();
        return again;
    }

    /** What is refused because of its version counts as written, as where somebody else has been faster. */
    private boolean lacks(Rebuild.View view, CustomerId customer, RebuiltView<?> again) {
        return again.documents() > 0
                && again.failures().values().stream().noneMatch(RebuiltView.Failure::refused)
                && means.versions()
                        .documents(view.nextIndex(), List.of(customer.toString()))
                        .isEmpty();
    }
}
