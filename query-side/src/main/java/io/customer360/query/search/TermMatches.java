package io.customer360.query.search;

import java.util.Set;

/**
 * What one term of a search matches, as far as it has to be known beforehand: words of histories are found in another
 * index, and lead to customers by their ids.
 *
 * @param similar whether words that are only like it count, since nothing has it as it was typed
 * @param asTyped customers that have it in their own data
 * @param byIdentifier customers with an order, a payment or a reference of this name
 * @param byWords customers whose history says it; where very many do, those of them who have the other terms too
 * @param complete whether nobody is missing who has all terms; else they are only those who say it most
 */
record TermMatches(
        SearchTerm term,
        boolean similar,
        long asTyped,
        Set<String> byIdentifier,
        Set<String> byWords,
        boolean complete) {
    TermMatches {
        byIdentifier = Set.copyOf(byIdentifier);
        byWords = Set.copyOf(byWords);
    }

    boolean none() {
        return asTyped == 0 && byIdentifier.isEmpty() && byWords.isEmpty();
    }
}
