package io.customer360.command.platform.eventstore;

/**
 * One try at handling a command. Where the events are in PostgreSQL, a command is first tried in the hope that nothing
 * is in its way: with the aggregates that this node remembers, outside of any transaction, and with all that it stores
 * in one statement, which stores nothing if what it rests on has changed meanwhile. Success is an answer; anything else
 * only means that the command has to be handled with care: in a transaction, from what is stored.
 */
public final class Attempt {

    private static final ScopedValue<Attempt> CURRENT = ScopedValue.newInstance();

    private final boolean careful;
    private boolean stored;

    private Attempt(boolean careful) {
        this.careful = careful;
    }

    public static Attempt hopeful() {
        return new Attempt(false);
    }

    public static Attempt careful() {
        return new Attempt(true);
    }

    /** Handles a command in this thread, as this attempt. */
    public void run(Runnable handling) {
        ScopedValue.where(CURRENT, this).run(handling);
    }

    /** Whether the command that this thread handles is tried in hope. Those of a batch are not. */
    public static boolean isHopeful() {
        return CURRENT.isBound() && !CURRENT.get().careful;
    }

    /** Whether this thread handles a command by itself, and not one of a batch. */
    static boolean isBound() {
        return CURRENT.isBound();
    }

    /** The events of the hopeful command that this thread handles are stored for good. */
    static void haveStored() {
        CURRENT.get().stored = true;
    }

    /** Whether events are stored for good, whatever else has failed. */
    public boolean hasStored() {
        return stored;
    }
}
