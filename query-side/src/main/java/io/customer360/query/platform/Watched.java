package io.customer360.query.platform;

/** What a node looks at every few seconds, so that meters of it cost no question when they are read. */
public interface Watched {

    /** Asks how it is now. */
    void look();

    /** It can't be asked for now: what was seen before is not to be told any more. */
    void forget();
}
