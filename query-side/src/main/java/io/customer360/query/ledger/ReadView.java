package io.customer360.query.ledger;

/**
 * A view that is built from the ledger, as far as those are concerned who want to read what they just wrote. Each bean
 * of this type is waited for when a request carries a {@link ConsistencyToken}.
 */
public interface ReadView {

    /** As the reader is named that builds the view. */
    String name();

    /**
     * Whether the view's documents already show an entry, or will never have to. Called often, so it has to be cheap.
     */
    boolean shows(LedgerEntry entry);

    /** Makes what the documents show findable by searches. Calls are coalesced: one serves all who wait. */
    void refresh();
}
