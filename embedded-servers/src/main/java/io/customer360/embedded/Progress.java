package io.customer360.embedded;

/** Hears, one short line at a time, what the servers are busy with while they start. */
@FunctionalInterface
public interface Progress {

    /** For callers that have nobody to show it to. */
    Progress SILENT = line -> {};

    void report(String line);
}
