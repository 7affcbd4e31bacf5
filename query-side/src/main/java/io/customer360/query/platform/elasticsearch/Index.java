package io.customer360.query.platform.elasticsearch;

/**
 * Where documents are written to.
 *
 * @param alias behind which an index stands at the moment of writing; one that is lost can't come back as an index of
 *     that name
 */
public record Index(String alias) {

    public static Index behind(String alias) {
        return new Index(alias);
    }
}
