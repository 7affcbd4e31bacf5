package io.customer360.command.importing.mapping;

/** A row that can't be imported as it stands; the message says why, in words for the owner of the file. */
public final class UnusableRow extends RuntimeException {

    private final String record;

    /** @param record which part of the row is concerned: "customer", "purchase" … */
    public UnusableRow(String record, String reason) {
        super(reason, null, false, false);
        this.record = record;
    }

    public String record() {
        return record;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
