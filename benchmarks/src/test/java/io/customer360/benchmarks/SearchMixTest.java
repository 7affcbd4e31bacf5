package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.benchmarks.SearchMix.Kind;
import io.customer360.benchmarks.SearchMix.Search;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchMixTest {

    @Test
    void asksInEachWayAsOftenAsItsWeightSays() {
        List<Search> searches = new SearchMix(1, 1_000).searches(3);

        Map<Kind, Integer> times = new EnumMap<>(Kind.class);
        searches.forEach(search -> times.merge(search.kind(), 1, Integer::sum));
        for (Kind kind : Kind.values()) {
            assertThat(times).containsEntry(kind, 3 * kind.weight);
        }
        assertThat(searches)
                .hasSize(3
                        * Arrays.stream(Kind.values())
                                .mapToInt(kind -> kind.weight)
                                .sum());
    }

    @Test
    void asksTheSameEachTime() {
        assertThat(new SearchMix(1, 1_000).searches(2)).isEqualTo(new SearchMix(1, 1_000).searches(2));
        assertThat(new SearchMix(2, 1_000).searches(2)).isNotEqualTo(new SearchMix(1, 1_000).searches(2));
    }

    @Test
    void asksWhatPeopleTypeInScriptsOfTheirs() {
        List<Search> searches = new SearchMix(1, 1_000).searches(5);

        for (Search search : searches) {
            String query = URLDecoder.decode(URI.create(search.target()).getRawQuery(), StandardCharsets.UTF_8);
            switch (search.kind()) {
                case CHINESE_NAME -> assertThat(query).matches("q=\\p{IsHan}{2,}");
                case PINYIN -> assertThat(query).matches("q=[a-z]+");
                case LATIN_WORDS -> assertThat(query).matches("q=\\p{IsLatin}+ \\p{IsLatin}+");
                case PHONE_SUFFIX -> assertThat(query).matches("q=[0-9]{6}");
                case ORDER_NUMBER -> assertThat(query).matches("q=SO-[0-9]{7}-[0-9]+");
                case WORDS_OF_A_COMPLAINT, HISTORIES -> assertThat(query).contains(" ");
                case FILTERS -> assertThat(query).contains("category.industry=", "region=", "openCases=true");
                case BY_REVENUE -> assertThat(query).contains("sort=-revenue", "currency=CNY");
                case SECOND_PAGE -> assertThat(query).startsWith("q=");
            }
        }
    }
}
