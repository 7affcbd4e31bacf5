package io.customer360.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {

    @Test
    void takesWordsApartAtBlanksOfAnyKind() {
        assertThat(terms("zhang\u3000shanghai \t pump\u00a0"))
                .containsExactly(word("zhang"), word("shanghai"), word("pump"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "say \"wei zhang\" now",
                "say “wei zhang” now",
                "say 「wei zhang」 now",
                "say «wei zhang» now",
                "say \" wei zhang\"now"
            })
    void keepsAQuotedPhraseTogether(String typed) {
        assertThat(terms(typed)).containsExactly(word("say"), new SearchTerm.Phrase("wei zhang"), word("now"));
    }

    @Test
    void takesAQuoteWithinAWordAsPartOfIt() {
        assertThat(terms("pump 3\" or 4\" wide"))
                .containsExactly(word("pump"), word("3\""), word("or"), word("4\""), word("wide"));
    }

    @Test
    void takesAQuoteThatNothingClosesAsACharacter() {
        assertThat(terms("\"wei zhang")).containsExactly(word("\"wei"), word("zhang"));
    }

    @ParameterizedTest
    @CsvSource({
        "+86 138 1234 5678, 8613812345678",
        "+86-138-1234-5678, 8613812345678",
        "(021) 555-0123, 0215550123",
        "+49 (0)171 1234567, 491711234567",
        "0171/123.45.67, 01711234567",
        "＋８６１３８１２３４５６７８, 8613812345678",
        "5678, 5678"
    })
    void readsATelephoneNumberInAnyFormat(String typed, String digits) {
        assertThat(terms(typed)).singleElement().satisfies(term -> {
            assertThat(term).isInstanceOf(SearchTerm.Digits.class);
            assertThat(((SearchTerm.Digits) term).digits()).isEqualTo(digits);
        });
    }

    @Test
    void keepsAWordBesideANumberApart() {
        assertThat(terms("zhang 138 1234 pump"))
                .containsExactly(
                        word("zhang"),
                        new SearchTerm.Digits("138 1234", "1381234", List.of("138", "1234")),
                        word("pump"));
    }

    @Test
    void takesNumbersApartThatAreNoneTogether() {
        SearchText text = SearchText.parse("10077 1234 pump 138 55");
        assertThat(text.terms(Set.of(0)))
                .containsExactly(
                        new SearchTerm.Digits("10077", "10077", List.of("10077")),
                        new SearchTerm.Digits("1234", "1234", List.of("1234")),
                        word("pump"),
                        new SearchTerm.Digits("138 55", "13855", List.of("138", "55")));
        assertThat(text.terms(Set.of(2)).subList(2, 4)).containsExactly(word("138"), word("55"));
        assertThat(text.terms(Set.of())).isEqualTo(text.terms());
    }

    @Test
    void takesFewDigitsAndVeryManyAsWords() {
        assertThat(terms("42")).containsExactly(word("42"));
        assertThat(terms("123456789012 345678901234")).containsExactly(word("123456789012"), word("345678901234"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "? : ( ) [ ] \\ / ~ ^ && ||", "\"\"", "\" * \"", "!"})
    void findsNothingToSearchForInSigns(String typed) {
        assertThat(SearchText.parse(typed)).isEqualTo(new SearchText(List.of(), false));
    }

    @Test
    void takesOperatorsOfQueryLanguagesAsWords() {
        assertThat(terms("a AND b* OR name:c~2 (d)"))
                .containsExactly(word("a"), word("AND"), word("b*"), word("OR"), word("name:c~2"), word("(d)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t\n", "\u3000", "\u200b"})
    void knowsThatNothingWasAsked(String typed) {
        assertThat(SearchText.parse(typed)).isEqualTo(new SearchText(List.of(), true));
    }

    @Test
    void asksForTheSameThingOnce() {
        assertThat(terms("wei zhang wei")).containsExactly(word("wei"), word("zhang"));
    }

    private static List<SearchTerm> terms(String typed) {
        return SearchText.parse(typed).terms();
    }

    private static SearchTerm word(String text) {
        return new SearchTerm.Word(text);
    }
}
