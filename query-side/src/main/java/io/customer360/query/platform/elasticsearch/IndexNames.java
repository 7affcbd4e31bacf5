package io.customer360.query.platform.elasticsearch;

/**
 * The names of the aliases that everything reads and writes by. Behind each of them is a numbered index.
 *
 * @param prefix put before every name; empty unless several systems share a cluster
 */
public record IndexNames(String prefix) {

    /** One document a customer: its profile. */
    public String customers() {
        return prefix + "customers";
    }

    /** One document an interaction event. */
    public String timeline() {
        return prefix + "timeline";
    }
}
