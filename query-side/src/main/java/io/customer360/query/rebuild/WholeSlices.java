package io.customer360.query.rebuild;

import io.customer360.query.ledger.LedgerEntry;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Takes entries that are sorted by customer to where they are written, and tells there which slices are whole. */
final class WholeSlices {

    private final Destination destination;
    private final int notedEvery;
    private final BooleanSupplier abandoned;
    private final int last;
    private int first;
    private int slice;

    /**
     * @param slices whose entries come
     * @param notedEvery so many facts that have been written
     * @param abandoned whether nothing more is worth writing; it is asked between two slices
     */
    WholeSlices(Slices slices, Destination destination, int notedEvery, BooleanSupplier abandoned) {
        this.destination = destination;
        this.notedEvery = notedEvery;
        this.abandoned = abandoned;
        first = slices.first();
        slice = first;
        last = slices.last();
    }

    /** Where entries are written. */
    interface Destination {

        void write(List<LedgerEntry> entries);

        /** @return how many facts have been written and not noted */
        int unnoted();

        /** Notes that all entries of some slices are written. */
        void note(Slices whole);
    }

    /** What is not noted is to be folded again. */
    static final class Abandoned extends RuntimeException {}

    /** @throws Abandoned if that is so, with nothing noted of the slice that the entries go on with */
    void add(List<LedgerEntry> entries) {
        int begin = 0;
        for (int end = 0; end < entries.size(); end++) {
            int next = Slices.of(Objects.requireNonNull(entries.get(end).customerId(), "entries of customers"));
            if (next > slice) {
                destination.write(entries.subList(begin, end));
                begin = end;
                if (destination.unnoted() >= notedEvery) {
                    note(next - 1);
                }
                if (abandoned.getAsBoolean()) {
                    throw new Abandoned();
                }
                slice = next;
            }
        }
        destination.write(entries.subList(begin, entries.size()));
    }

    /** There are no more entries. */
    void end() {
        note(last);
    }

    private void note(int whole) {
        destination.note(new Slices(first, whole));
        first = whole + 1;
    }
}
