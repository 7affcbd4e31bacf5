package io.customer360.query.platform.elasticsearch;

/**
 * Where documents are written to.
 *
 * @param isAlias whether the name is an alias, so that a lost one can't come back as an index of that name
 */
public record Index(String name, boolean isAlias) {

    /** Whichever index stands behind an alias at the moment of writing. */
    public static Index behind(String alias) {
        return new Index(alias, true);
    }

    /** The index that is called so. */
    public static Index named(String name) {
        return new Index(name, false);
    }
}
