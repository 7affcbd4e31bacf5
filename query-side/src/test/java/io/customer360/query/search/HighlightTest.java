package io.customer360.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HighlightTest {

    @Test
    void marksWordsWithoutRegardToCaseAndAccents() {
        assertThat(highlight("muller").whole("Jürgen MÜLLER")).contains("Jürgen <em>MÜLLER</em>");
    }

    @Test
    void marksTheWholeWordOfWhichTheBeginningWasTyped() {
        assertThat(new Highlight(HighlightTest::fold, List.of(new Highlight.Wanted(List.of("pum"), true, 0)))
                        .whole("Two pumps leak."))
                .contains("Two <em>pumps</em> leak.");
    }

    @Test
    void marksAHanPhraseAsOne() {
        assertThat(highlight("水", "泵").whole("新水泵漏水")).contains("新<em>水泵</em>漏水");
        assertThat(highlight("水", "泵").whole("水和泵")).isEmpty();
    }

    @Test
    void marksAWordWithATypo() {
        var wanted = new Highlight.Wanted(List.of("hofman"), false, 1);
        assertThat(new Highlight(HighlightTest::fold, List.of(wanted)).whole("Dustin Hoffman"))
                .contains("Dustin <em>Hoffman</em>");
    }

    @Test
    void escapesWhateverIsNotItsOwn() {
        assertThat(highlight("alert").whole("<script>alert('\"&\"')</script>"))
                .contains("&lt;script&gt;<em>alert</em>(&#x27;&quot;&amp;&quot;&#x27;)&lt;/script&gt;");
        assertThat(Highlight.all("<b>")).isEqualTo("<em>&lt;b&gt;</em>");
    }

    @Test
    void showsTheSurroundingsInALongText() {
        String text = "lorem ipsum ".repeat(60) + "the pump leaks " + "dolor sit ".repeat(60);
        assertThat(highlight("pump").snippet(text))
                .hasValueSatisfying(snippet -> assertThat(snippet)
                        .contains("the <em>pump</em> leaks")
                        .startsWith("… ")
                        .endsWith(" …")
                        .hasSizeBetween(120, 190));
    }

    @Test
    void showsThePlaceWhereMostStandsTogether() {
        String text = "a pump came. " + "lorem ipsum ".repeat(40) + "the pump now leaks again";
        var both = new Highlight(
                HighlightTest::fold,
                List.of(
                        new Highlight.Wanted(List.of("pump"), false, 0),
                        new Highlight.Wanted(List.of("leaks"), false, 0)));
        assertThat(both.snippet(text))
                .hasValueSatisfying(snippet -> assertThat(snippet).contains("<em>pump</em> now <em>leaks</em>"));
    }

    @Test
    void neverCutsACharacterInTwo() {
        String text = "🙂".repeat(100) + "pump" + "🙂".repeat(100);
        assertThat(highlight("pump").snippet(text))
                .hasValueSatisfying(
                        snippet -> assertThat(snippet.replace("🙂", "")).isEqualTo("… <em>pump</em> …"));
    }

    @Test
    void saysWhenThereIsNothingToShow() {
        assertThat(highlight("pump").snippet("")).isEmpty();
        assertThat(highlight("pump").whole("pumps")).isEmpty();
    }

    private static Highlight highlight(String... words) {
        return new Highlight(HighlightTest::fold, List.of(new Highlight.Wanted(List.of(words), false, 0)));
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
