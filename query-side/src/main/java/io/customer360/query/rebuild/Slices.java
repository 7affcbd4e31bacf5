package io.customer360.query.rebuild;

import io.customer360.events.customer.CustomerId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Slices next to each other that are read from the ledger in one go. A slice is the customers whose ids begin with the
 * same byte.
 */
record Slices(int first, int last) {

    static final int ALL = 256;

    /** What is worth a request of its own. */
    private static final int WORTHWHILE = 20_000;

    /** Less than a gigabyte of ledger, which is in some memory or other when it is read again and again. */
    private static final int IN_MEMORY = 1_000_000;

    /**
     * A disk gives what lies together many times faster than what is scattered, as a customer's facts are. So of a
     * large ledger each go is so much that PostgreSQL does best to read all of it from beginning to end, and sort.
     */
    private static final int GOES_THROUGH_A_LARGE_LEDGER = 4;

    private static final int BITS_BEHIND_FIRST_BYTE = 56;

    /**
     * All that is still to be folded, in pieces that are worth their while, and at least one for each worker.
     *
     * @param facts of all slices together
     */
    static List<Slices> open(BitSet done, long facts, int workers) {
        long pieces = facts > IN_MEMORY ? GOES_THROUGH_A_LARGE_LEDGER : facts / WORTHWHILE;
        int most = Math.ceilDiv(ALL, Math.clamp(pieces, workers, ALL));
        List<Slices> open = new ArrayList<>();
        int first = done.nextClearBit(0);
        while (first < ALL) {
            int next = done.nextSetBit(first);
            int last = Math.min(first + most, next < 0 ? ALL : next) - 1;
            open.add(new Slices(first, last));
            first = done.nextClearBit(last + 1);
        }
        return open;
    }

    /** The slice that a customer is in. */
    static int of(CustomerId customer) {
        return (int) (customer.value().getMostSignificantBits() >>> BITS_BEHIND_FIRST_BYTE);
    }

    /** The first customer id that may be in them. */
    UUID from() {
        return new UUID((long) first << BITS_BEHIND_FIRST_BYTE, 0);
    }

    /** The first one behind them; null if nothing is. */
    @Nullable
    UUID below() {
        return last == ALL - 1 ? null : new UUID((last + 1L) << BITS_BEHIND_FIRST_BYTE, 0);
    }
}
