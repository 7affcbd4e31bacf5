package io.customer360.query.search;

/** Under which names the indices are searched. */
record SearchIndices(String customers, String timeline) {}
