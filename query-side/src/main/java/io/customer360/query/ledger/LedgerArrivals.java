package io.customer360.query.ledger;

/** Lets others wait for the ledger to grow. */
public interface LedgerArrivals {

    /** The last position known here; the ledger may be some milliseconds ahead. */
    long position();

    /**
     * Waits until the ledger goes beyond a position or the time is over. It may return before that, so the caller looks
     * whether what it waits for has come.
     */
    void awaitBeyond(long known, long nanos) throws InterruptedException;
}
