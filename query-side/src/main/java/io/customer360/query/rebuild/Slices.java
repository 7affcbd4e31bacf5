package io.customer360.query.rebuild;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Slices next to each other that are folded in one go. A slice is the customers whose ids begin with the same byte; of
 * a small ledger it holds so little that asking for it costs more than folding it.
 */
record Slices(int first, int last) {

    static final int ALL = 256;

    private static final long FACTS_IN_ONE_GO = 20_000;
    private static final int BITS_BEHIND_FIRST_BYTE = 56;

    /**
     * All that is still to be folded, in pieces that are worth their while, and at least one for each worker.
     *
     * @param facts of all slices together
     */
    static List<Slices> open(BitSet done, long facts, int workers) {
        long worthwhile = FACTS_IN_ONE_GO * ALL / Math.max(1, facts);
        int most = Math.clamp(worthwhile, 1, Math.ceilDiv(ALL, workers));
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
