package io.customer360.query.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.customer.CustomerId;
import io.customer360.query.platform.BatchProjection.Change;
import io.customer360.query.platform.BatchTerms.Terms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RememberedStatesTest {

    private static final CustomerId ANN = new CustomerId(UUID.randomUUID());
    private static final CustomerId BOB = new CustomerId(UUID.randomUUID());
    private static final CustomerId EVE = new CustomerId(UUID.randomUUID());
    private static final Set<CustomerId> ALL = Set.of(ANN, BOB, EVE);

    private final RememberedStates<String> states = new RememberedStates<>(2);

    @BeforeEach
    void twoAreWritten() {
        states.keep(List.of(written(ANN, "a"), written(BOB, "b")), terms(7, 10), 20);
    }

    @Test
    void knowsWhatWasWritten() {
        assertThat(states.of(ALL, terms(7, 20))).containsOnly(entry(ANN, "a"), entry(BOB, "b"));
        assertThat(states.of(Set.of(BOB), terms(7, 20))).containsOnly(entry(BOB, "b"));
    }

    @Test
    void forgetsWhatWasWrittenFirst() {
        states.keep(List.of(written(ANN, "aa"), written(EVE, "e")), terms(7, 20), 30);
        assertThat(states.of(ALL, terms(7, 30))).containsOnly(entry(ANN, "aa"), entry(EVE, "e"));
    }

    @Test
    void forgetsAllWhenAnotherNodeHasWorkedOnTheSegment() {
        assertThat(states.of(ALL, terms(7, 21))).isEmpty();
        assertThat(states.of(ALL, terms(7, 20))).isEmpty();
    }

    @Test
    void forgetsAllWhenTheViewWasChangedBehindItsBack() {
        assertThat(states.of(ALL, terms(8, 20))).isEmpty();
        assertThat(states.of(ALL, terms(7, 20))).isEmpty();
    }

    @Test
    void forgetsThoseOfWhomNobodyKnows() {
        states.forget(List.of(ANN));
        assertThat(states.of(ALL, terms(7, 20))).containsOnly(entry(BOB, "b"));
        states.forgetAll();
        assertThat(states.of(ALL, terms(7, 20))).isEmpty();
    }

    @Test
    void mayRememberNothing() {
        RememberedStates<String> none = new RememberedStates<>(0);
        none.keep(List.of(written(ANN, "a")), terms(0, 0), 1);
        assertThat(none.of(ALL, terms(0, 1))).isEmpty();
    }

    private static Map.Entry<CustomerId, String> entry(CustomerId customer, String state) {
        return Map.entry(customer, state);
    }

    private static Change<String> written(CustomerId customer, String state) {
        return new Change<>(customer, 1, state);
    }

    private static Terms terms(long interventions, long handled) {
        return new Terms(Set.of(), Set.of(), interventions, handled, 0);
    }
}
