package io.customer360.query.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void knowsFirstAndLastInWhateverOrderTheyCome() {
        List<Instant> all = new ArrayList<>();
        for (int day = 1; day <= 40; day++) {
            all.add(day(day));
        }
        Moments inOrder = of(all);
        Collections.shuffle(all, new Random(1));

        assertThat(of(all)).isEqualTo(inOrder);
        assertThat(inOrder.first()).contains(day(1));
        assertThat(inOrder.last()).contains(day(40));
        assertThat(inOrder.count()).isEqualTo(40);
    }

    @Test
    void findsTheOneBehindWhenTheLastIsTakenBack() {
        Moments moments = of(List.of(day(3), day(9), day(1), day(7), day(5)));

        assertThat(moments.minus(day(9)).last()).contains(day(7));
        assertThat(moments.minus(day(9)).minus(day(7)).last()).contains(day(5));
        assertThat(moments.minus(day(1)).first()).contains(day(3));
        assertThat(moments.minus(day(5)).count()).isEqualTo(4);
    }

    @Test
    void doesNotTakeALateMomentForTheOneBehindThatItHasForgotten() {
        Moments moments =
                of(List.of(day(10), day(9), day(8), day(7))).minus(day(10)).plus(day(2));

        assertThat(moments.latest()).containsExactly(day(9), day(8));
    }

    @Test
    void staysAtALimitWhenAllThatItKeptOfAnEndIsTakenBack() {
        Moments moments = of(List.of(day(1), day(2), day(3), day(4), day(5), day(6)));

        Moments left = moments.minus(day(6)).minus(day(5)).minus(day(4));

        assertThat(left.count()).isEqualTo(3);
        assertThat(left.last()).contains(day(4));
    }

    @Test
    void isEmptyAgainWhenAllIsTakenBack() {
        assertThat(of(List.of(day(1), day(1))).minus(day(1)).minus(day(1))).isEqualTo(Moments.NONE);
    }

    private static Moments of(List<Instant> moments) {
        Moments all = Moments.NONE;
        for (Instant moment : moments) {
            all = all.plus(moment);
        }
        return all;
    }

    private static Instant day(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(day * 86_400L);
    }
}
