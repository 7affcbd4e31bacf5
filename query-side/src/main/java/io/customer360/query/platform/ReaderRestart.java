package io.customer360.query.platform;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Has a reader begin anew at the ledger's start, because what it wrote is gone. Readers of this node must not have
 * started; those of other nodes lose their claims and join in.
 */
@FunctionalInterface
public interface ReaderRestart {

    /**
     * Forgets how far a reader was and what it had parked, and then has a new place made for what it writes. None of
     * the reader's batches runs meanwhile, and no other node does the same.
     *
     * @param needed asked once nobody else can be at it; if it says no, nothing happens
     * @param newPlace makes what the reader writes to, under a number that is higher than that of any place which a
     *     rebuild has replaced or made: none may take the new one for its own
     */
    void restart(String reader, BooleanSupplier needed, IntConsumer newPlace);
}
