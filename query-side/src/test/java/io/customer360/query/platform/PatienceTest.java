package io.customer360.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final List<Integer> pauses = new ArrayList<>();
    private final Patience patience = new Patience((tries, why) -> pauses.add(tries));

    @Test
    void triesAgainWhatElasticsearchIsTooBusyFor() {
        assertThat(patience.<String>with(() -> {
                    if (pauses.size() < 3) {
                        throw new BulkAnswer.TryAgain(429, "too busy");
                    }
                    return "written";
                }))
                .isEqualTo("written");

        assertThat(pauses).containsExactly(1, 2, 3);
    }

    @Test
    void leavesWhatElseGoesWrongToOthers() {
        assertThatThrownBy(() -> patience.with(() -> {
                    throw new BulkAnswer.TryAgain(404, "no such index");
                }))
                .isInstanceOf(BulkAnswer.TryAgain.class);

        assertThat(pauses).isEmpty();
    }

    @Test
    void endsWithThePauseThatIsCalledOff() {
        Patience calledOff = new Patience((tries, why) -> {
            throw new CancellationException("the process ends");
        });

        assertThatThrownBy(() -> calledOff.with(() -> {
                    throw new BulkAnswer.TryAgain(429, "too busy");
                }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void letsNobodyWaitWhereThereIsNone() {
        assertThatThrownBy(() -> Patience.NONE.with(() -> {
                    pauses.add(0);
                    throw new BulkAnswer.TryAgain(429, "too busy");
                }))
                .isInstanceOf(BulkAnswer.TryAgain.class)
                .hasMessage("too busy");

        assertThat(pauses).hasSize(1);
    }

    @Test
    void isNotEndless() {
        assertThatThrownBy(() -> patience.with(() -> {
                    throw new BulkAnswer.TryAgain(429, "too busy");
                }))
                .isInstanceOf(BulkAnswer.TryAgain.class);

        assertThat(pauses).hasSize(29);
    }
}
