package io.customer360.command.importing;

/**
 * What came of the rows that were read: each was imported, was there already as a whole, or was refused.
 *
 * @param customers how many customers the imported rows created; and so on
 */
public record Tally(
        long rowsRead,
        long rowsImported,
        long rowsAlreadyThere,
        long rowsRefused,
        long customers,
        long contacts,
        long purchases,
        long serviceCases) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0);
    static final Tally REFUSED_ROW = new Tally(1, 0, 0, 1, 0, 0, 0, 0);
    static final Tally ROW_ALREADY_THERE = new Tally(1, 0, 1, 0, 0, 0, 0, 0);

    static Tally imported(long customers, long contacts, long purchases, long serviceCases) {
        return new Tally(1, 1, 0, 0, customers, contacts, purchases, serviceCases);
    }

    Tally plus(Tally other) {
        return new Tally(
                rowsRead + other.rowsRead,
                rowsImported + other.rowsImported,
                rowsAlreadyThere + other.rowsAlreadyThere,
                rowsRefused + other.rowsRefused,
                customers + other.customers,
                contacts + other.contacts,
                purchases + other.purchases,
                serviceCases + other.serviceCases);
    }
}
