package io.customer360.query.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.customer360.query.text.Folding;
import io.customer360.query.timeline.Amendment;
import java.util.ArrayList;
import java.util.List;

/** The ways in which a term can match an entry of a history. */
final class HistoryLanes {

    /** Of longer words the beginning is enough: there is no stemming, and plurals mostly follow their singular. */
    private static final int LETTERS_OF_A_BEGINNING = 4;

    private static final int DIGITS_OF_A_BEGINNING = 5;

    private HistoryLanes() {}

    /** The entry names the thing that is looked for: an order, a payment, a reference of another system. */
    static Query identifiers(SearchTerm term) {
        String folded = Folding.fold(term.text());
        String bare = Folding.bare(term.text());
        var ways = new ArrayList<Query>();
        ways.add(Queries.terms(HistoryFields.IDENTIFIERS, List.of(folded, bare, folded.replace(" ", ""))));
        if (term instanceof SearchTerm.Word
                && bare.length() >= DIGITS_OF_A_BEGINNING
                && bare.chars().anyMatch(Character::isDigit)) {
            ways.add(Queries.prefix(HistoryFields.IDENTIFIERS, bare));
        }
        return Queries.any(ways);
    }

    /** The entry says it. */
    static Query words(SearchTerm term) {
        Query phrase = Queries.phrase(HistoryFields.WORDS, Folding.fold(term.text()));
        return switch (term) {
            case SearchTerm.Word word -> {
                String bare = Folding.bare(word.text());
                yield Words.isOne(bare) && !Words.singly(bare) && bare.length() >= LETTERS_OF_A_BEGINNING
                        ? Queries.any(List.of(phrase, Queries.prefix(HistoryFields.WORDS, bare)))
                        : phrase;
            }
            case SearchTerm.Phrase _, SearchTerm.Digits _ -> phrase;
        };
    }

    /**
     * The entry says it, and leads to its customer. What was retracted is repeated by the entry that retracts it; that
     * one does not count.
     */
    static Query leading(SearchTerm term, boolean similar) {
        Query said = similar ? similarWords(term) : words(term);
        return Query.of(query -> query.bool(
                bool -> bool.filter(said).mustNot(Queries.term(HistoryFields.AMENDMENT, Amendment.RETRACTION.name()))));
    }

    /** The entry says it, or something like it. */
    static Query similarWords(SearchTerm term) {
        return Queries.any(List.of(words(term), onlySimilar(term)));
    }

    private static Query onlySimilar(SearchTerm term) {
        return switch (term) {
            case SearchTerm.Word word -> {
                String bare = Folding.bare(word.text());
                if (Words.singly(bare)) {
                    // Single characters are everywhere: an entry that has most of them says nothing.
                    yield Queries.nothing();
                }
                yield Words.isOne(bare) && Typos.allowed(bare) > 0
                        ? Queries.similar(HistoryFields.WORDS, bare)
                        : Queries.nothing();
            }
            case SearchTerm.Phrase _, SearchTerm.Digits _ -> Queries.nothing();
        };
    }
}
