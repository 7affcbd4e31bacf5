package io.customer360.query.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.customer360.query.search.Lane.Match;
import io.customer360.query.text.Folding;
import io.customer360.query.text.NameForms;
import io.customer360.query.text.PhoneForms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The ways in which a term can match what is known about a customer itself. */
final class CustomerLanes {

    private static final int LETTERS_OF_INITIALS = 8;

    /** Of fewer Han characters none may be wrong: each of them stands in many names. */
    private static final int CHARACTERS_WITH_A_TYPO = 3;

    /** From so many characters on, the beginning of a word says something about places, categories and addresses. */
    private static final int TELLING_BEGINNING = 3;

    private static final int DIGITS_OF_A_WHOLE_NUMBER = 8;

    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+");

    private static final int DIGITS_OF_A_BEGINNING = 6;
    private static final int DIGITS_OF_AN_END = 4;

    private final PhoneForms phones;

    CustomerLanes(PhoneForms phones) {
        this.phones = phones;
    }

    /** As typed, or with the end missing. */
    List<Lane> asTyped(SearchTerm term) {
        return switch (term) {
            case SearchTerm.Word word -> word(word.text());
            case SearchTerm.Phrase phrase -> phrase(phrase.text());
            case SearchTerm.Digits number -> number(number);
        };
    }

    /** With a letter or two wrong, for words that nothing has as they were typed. */
    List<Lane> similar(SearchTerm term) {
        return switch (term) {
            case SearchTerm.Word word -> similarWord(word.text());
            case SearchTerm.Phrase _, SearchTerm.Digits _ -> List.of();
        };
    }

    /** All that is known of what a term matches: in the customer's own data, and in its history. */
    List<Lane> of(TermMatches matches) {
        var all = new ArrayList<>(asTyped(matches.term()));
        if (matches.similar()) {
            all.addAll(similar(matches.term()));
        }
        if (!matches.byIdentifier().isEmpty()) {
            all.add(new Lane(
                    Match.ORDER_NUMBER,
                    Lane.IDENTIFIER,
                    Queries.terms(CustomerFields.CUSTOMER_ID, matches.byIdentifier())));
        }
        if (!matches.byWords().isEmpty()) {
            all.add(new Lane(
                    Match.TEXT,
                    matches.similar() ? 1 : 2,
                    Queries.terms(CustomerFields.CUSTOMER_ID, matches.byWords())));
        }
        return all;
    }

    private List<Lane> word(String text) {
        var lanes = phrase(text);
        String folded = Folding.bare(text);
        if (folded.length() >= TELLING_BEGINNING) {
            lanes.add(new Lane(Match.EMAIL, 25, Queries.prefix(CustomerFields.EMAILS, folded)));
            lanes.add(new Lane(Match.REFERENCE, 24, Queries.prefix(CustomerFields.REFERENCES, folded)));
        }
        if (Words.singly(folded)) {
            return lanes;
        }
        String latin = NameForms.toLatin(folded);
        if (!Words.isOne(folded)) {
            // Double names, and others with signs between their words.
            lanes.add(new Lane(Match.NAME, 60, Queries.phraseBeginning(CustomerFields.NAME, folded)));
            lanes.add(new Lane(Match.NAME, 55, Queries.phraseBeginning(CustomerFields.LATIN, latin)));
            lanes.add(new Lane(Match.CONTACT_PERSON, 30, Queries.phraseBeginning(CustomerFields.PEOPLE, folded)));
            return lanes;
        }
        lanes.add(new Lane(Match.NAME, 60, Queries.prefix(CustomerFields.NAME, folded)));
        lanes.add(new Lane(Match.NAME, 55, Queries.prefix(CustomerFields.LATIN, latin)));
        lanes.add(new Lane(Match.NAME, 80, Queries.term(CustomerFields.COMPACT, latin)));
        lanes.add(new Lane(Match.CONTACT_PERSON, 30, Queries.prefix(CustomerFields.PEOPLE, folded)));
        int letters = latin.length();
        if (letters > 1 && letters <= LETTERS_OF_INITIALS) {
            lanes.add(new Lane(Match.NAME, 50, Queries.term(CustomerFields.INITIALS, latin)));
        }
        if (letters >= TELLING_BEGINNING) {
            lanes.add(new Lane(Match.NAME, 50, Queries.prefix(CustomerFields.COMPACT, latin)));
            lanes.add(new Lane(Match.NAME, 40, Queries.prefix(CustomerFields.WITHIN, latin)));
            lanes.add(new Lane(Match.NAME, 25, Queries.prefix(CustomerFields.INITIALS, latin)));
            lanes.add(new Lane(Match.PLACE, 8, Queries.prefix(CustomerFields.PLACES, folded)));
            lanes.add(new Lane(Match.LABEL, 7, Queries.prefix(CustomerFields.LABELS, folded)));
        }
        return lanes;
    }

    private List<Lane> phrase(String text) {
        String folded = Folding.fold(text);
        String latin = NameForms.toLatin(text);
        var lanes = new ArrayList<Lane>();
        lanes.add(new Lane(Match.NAME, 100, Queries.phrase(CustomerFields.NAME, folded)));
        if (!Words.singly(folded)) {
            // Not for Han: the same sound is written in many ways, and means others.
            lanes.add(new Lane(Match.NAME, 90, Queries.phrase(CustomerFields.LATIN, latin)));
        }
        lanes.add(new Lane(Match.CONTACT_PERSON, 45, Queries.phrase(CustomerFields.PEOPLE, folded)));
        lanes.add(new Lane(
                Match.EMAIL,
                folded.indexOf('@') > 0 ? Lane.IDENTIFIER : 40,
                Queries.term(CustomerFields.EMAILS, folded)));
        lanes.add(new Lane(Match.REFERENCE, Lane.IDENTIFIER, Queries.term(CustomerFields.REFERENCES, folded)));
        lanes.add(new Lane(Match.PLACE, 12, Queries.phrase(CustomerFields.PLACES, folded)));
        lanes.add(new Lane(Match.LABEL, 11, Queries.phrase(CustomerFields.LABELS, folded)));
        if (isId(folded)) {
            lanes.add(new Lane(Match.CUSTOMER_ID, Lane.IDENTIFIER, Queries.term(CustomerFields.CUSTOMER_ID, folded)));
        }
        return lanes;
    }

    private List<Lane> number(SearchTerm.Digits number) {
        var lanes = new ArrayList<Lane>();
        String joined = Folding.fold(number.text().replace(" ", ""));
        List<String> forms = phones.of(number.text());
        lanes.add(new Lane(Match.PHONE, Lane.IDENTIFIER, Queries.term(CustomerFields.PHONES, forms.getFirst())));
        String digits = LEADING_ZEROS.matcher(number.digits()).replaceFirst("");
        for (String end : new LinkedHashSet<>(List.of(digits, forms.getLast()))) {
            if (end.length() >= DIGITS_OF_AN_END) {
                lanes.add(new Lane(
                        Match.PHONE,
                        end.length() >= DIGITS_OF_A_WHOLE_NUMBER ? 300 : 110,
                        Queries.prefix(
                                CustomerFields.PHONES_BACKWARDS,
                                new StringBuilder(end).reverse().toString())));
            }
        }
        if (digits.length() >= DIGITS_OF_A_BEGINNING) {
            lanes.add(new Lane(Match.PHONE, 50, Queries.prefix(CustomerFields.PHONES, digits)));
        }
        lanes.add(new Lane(Match.REFERENCE, Lane.IDENTIFIER, Queries.term(CustomerFields.REFERENCES, joined)));
        if (number.parts().size() == 1) {
            lanes.addAll(word(number.text()));
        } else {
            lanes.addAll(phrase(number.text()));
            // Perhaps they are no telephone number: then each of them has to be found, like words.
            lanes.add(new Lane(
                    Match.NAME,
                    20,
                    Queries.all(number.parts().stream()
                            .map(part -> Queries.any(
                                    word(part).stream().map(Lane::query).toList()))
                            .toList())));
        }
        return lanes;
    }

    private List<Lane> similarWord(String text) {
        String folded = Folding.bare(text);
        var lanes = new ArrayList<Lane>();
        if (Words.singly(folded)) {
            if (folded.codePointCount(0, folded.length()) >= CHARACTERS_WITH_A_TYPO) {
                lanes.add(new Lane(Match.NAME, 15, Queries.mostCharacters(CustomerFields.NAME, folded)));
            }
            return lanes;
        }
        String latin = NameForms.toLatin(folded);
        if (Words.isOne(folded) && Typos.allowed(folded) > 0) {
            lanes.add(new Lane(Match.NAME, 20, Queries.similar(CustomerFields.NAME, folded)));
            lanes.add(new Lane(Match.NAME, 19, Queries.similar(CustomerFields.LATIN, latin)));
            lanes.add(new Lane(Match.NAME, 18, Queries.similar(CustomerFields.COMPACT, latin)));
            lanes.add(new Lane(Match.NAME, 17, Queries.similar(CustomerFields.WITHIN, latin)));
            lanes.add(new Lane(Match.CONTACT_PERSON, 10, Queries.similar(CustomerFields.PEOPLE, folded)));
            lanes.add(new Lane(Match.EMAIL, 9, Queries.similar(CustomerFields.EMAILS, folded)));
            lanes.add(new Lane(Match.PLACE, 4, Queries.similar(CustomerFields.PLACES, folded)));
            lanes.add(new Lane(Match.LABEL, 3, Queries.similar(CustomerFields.LABELS, folded)));
        } else if (folded.indexOf('@') > 0) {
            lanes.add(new Lane(Match.EMAIL, 9, Queries.similar(CustomerFields.EMAILS, folded)));
        }
        return lanes;
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException somethingElse) {
            return false;
        }
    }

    /** What the whole text matches, beyond its single terms; it only adds to the score. */
    static List<Query> whole(List<SearchTerm> terms) {
        String text = String.join(" ", terms.stream().map(SearchTerm::text).toList());
        return List.of(
                Queries.constant(Queries.term(CustomerFields.EXACT_NAME, Folding.fold(text)), 500),
                Queries.constant(
                        Queries.term(
                                CustomerFields.COMPACT, NameForms.toLatin(text).replace(" ", "")),
                        250));
    }
}
