package io.customer360.query.rebuild;

/**
 * What makes documents: views of which one half is made by this and the other half by something else are good for
 * nothing.
 *
 * @param mappings fingerprint of how documents are indexed
 * @param code fingerprint of what folds facts and writes documents
 */
record MadeBy(String mappings, String code) {}
