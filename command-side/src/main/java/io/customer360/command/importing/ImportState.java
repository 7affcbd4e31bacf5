package io.customer360.command.importing;

/** Where an import stands. */
public enum ImportState {
    QUEUED,
    RUNNING,
    /** Every row was read; some may have been refused. */
    DONE,
    /** The file could not be read to its end. */
    FAILED,
    CANCELLED;

    public boolean isFinished() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case DONE, FAILED, CANCELLED -> true;
        };
    }
}
