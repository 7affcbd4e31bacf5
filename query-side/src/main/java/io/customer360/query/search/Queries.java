package io.customer360.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Elasticsearch queries, each in one line. */
final class Queries {

    private static final int MOST_SIMILAR_WORDS = 100;

    private Queries() {}

    static Query term(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(value)));
    }

    static Query term(String field, boolean value) {
        return Query.of(query -> query.term(term -> term.field(field).value(value)));
    }

    static Query terms(String field, Collection<String> values) {
        List<FieldValue> fieldValues = values.stream().map(FieldValue::of).toList();
        return Query.of(query -> query.terms(terms -> terms.field(field).terms(any -> any.value(fieldValues))));
    }

    static Query prefix(String field, String value) {
        return Query.of(query -> query.prefix(prefix -> prefix.field(field).value(value)));
    }

    static Query phrase(String field, String text) {
        return Query.of(query -> query.matchPhrase(phrase -> phrase.field(field).query(text)));
    }

    /** The words in this order, of the last at least the beginning. */
    static Query phraseBeginning(String field, String text) {
        return Query.of(
                query -> query.matchPhrasePrefix(phrase -> phrase.field(field).query(text)));
    }

    /** From a number on, up to and with another. */
    static Query numbers(String field, Optional<Long> from, Optional<Long> upTo) {
        return Query.of(query -> query.range(range -> range.longNumber(number -> {
            number.field(field);
            from.ifPresent(number::gte);
            upTo.ifPresent(number::lte);
            return number;
        })));
    }

    /** From a moment on, before another. */
    static Query moments(String field, Optional<Instant> from, Optional<Instant> before) {
        return Query.of(query -> query.range(range -> range.date(date -> {
            date.field(field);
            from.ifPresent(moment -> date.gte(moment.toString()));
            before.ifPresent(moment -> date.lt(moment.toString()));
            return date;
        })));
    }

    /** Words with as many typos as their length allows. */
    static Query similar(String field, String word) {
        return Query.of(query -> query.fuzzy(fuzzy -> fuzzy.field(field)
                .value(word)
                .fuzziness(Integer.toString(Typos.allowed(word)))
                .maxExpansions(MOST_SIMILAR_WORDS)
                .transpositions(true)));
    }

    /** Nearly all of the characters, in any order; for Han, where a character is a token. */
    static Query mostCharacters(String field, String text) {
        int characters = text.codePointCount(0, text.length());
        int missing = characters < 6 ? 1 : 2;
        return Query.of(query -> query.match(
                match -> match.field(field).query(text).minimumShouldMatch(Integer.toString(characters - missing))));
    }

    static Query any(List<Query> queries) {
        return Query.of(query -> query.bool(bool -> bool.should(queries).minimumShouldMatch("1")));
    }

    static Query all(List<Query> filters) {
        return Query.of(query -> query.bool(bool -> bool.filter(filters)));
    }

    static Query everything() {
        return Query.of(query -> query.matchAll(all -> all));
    }

    static Query nothing() {
        return Query.of(query -> query.matchNone(none -> none));
    }

    static Query constant(Query filter, float score) {
        return Query.of(
                query -> query.constantScore(constant -> constant.filter(filter).boost(score)));
    }

    /** The best of them counts; each of them has its own score. */
    static Query best(List<Query> scored) {
        return Query.of(query -> query.disMax(best -> best.queries(scored)));
    }
}
