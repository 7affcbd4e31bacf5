package io.customer360.command.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RememberedAggregatesTest {

    private static final int AT_MOST = 1_000;

    private final RememberedAggregates remembered = new RememberedAggregates(AT_MOST);

    /** Each is used a few times, soon after it came, and then hardly ever: customers on a busy day. */
    @Test
    void newcomersAreRememberedHoweverManyCome() {
        Attempt.hopeful().run(() -> {
            for (int number = 0; number < 100 * AT_MOST; number++) {
                remembered.put(id(number), "aggregate");
                int before = Math.max(0, number - AT_MOST / 4);
                assertThat(remembered.<String, String>get(id(before)))
                        .as(id(before))
                        .isEqualTo("aggregate");
            }
        });
    }

    @Test
    void theOneThatWasUsedLongestAgoGivesWay() {
        Attempt.hopeful().run(() -> {
            for (int number = 0; number < AT_MOST; number++) {
                remembered.put(id(number), "aggregate");
            }
            remembered.get(id(0));

            remembered.put("another", "aggregate");

            assertThat(remembered.containsKey(id(0))).isTrue();
            assertThat(remembered.containsKey(id(1))).isFalse();
        });
    }

    private static String id(int number) {
        return "aggregate-" + number;
    }
}
