package io.customer360.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    private final Patience patience = new Patience(Duration.ofMinutes(1));

    @Test
    void waitsLongerEachTimeButNotForEver() {
        assertThat(patience.after(NOON)).contains(new Patience.Wait(NOON, NOON.plusSeconds(1)));
        assertThat(until(1)).contains(NOON.plusSeconds(3));
        assertThat(until(3)).contains(NOON.plusSeconds(7));
        assertThat(until(7)).contains(NOON.plusSeconds(15));
        assertThat(until(15)).contains(NOON.plusSeconds(30));
        assertThat(until(59)).contains(NOON.plusSeconds(74));
        assertThat(until(60)).isEmpty();
    }

    @Test
    void beginsAnewOnceTheImportHasComeFurther() {
        patience.goesOnAfter(250);
        assertThat(until(0)).isPresent();
        patience.goesOnAfter(250);
        assertThat(patience.isTried()).isTrue();
        assertThat(until(60)).isEmpty();
        patience.goesOnAfter(500);
        assertThat(patience.isTried()).isFalse();
        assertThat(until(60)).contains(NOON.plusSeconds(61));
    }

    @Test
    void forgetsAnOutageOnceAnythingIsStoredAfterIt() {
        patience.goesOnAfter(0);
        assertThat(until(0)).isPresent();
        patience.goesOnAfter(0);
        patience.goesOnAfter(8);
        assertThat(until(600)).contains(NOON.plusSeconds(601));
    }

    @Test
    void hasAWaitForWhatMustBeDoneAfterAll() {
        assertThat(until(0)).contains(NOON.plusSeconds(1));
        assertThat(until(60)).isEmpty();
        assertThat(patience.afterAll(NOON.plusSeconds(60))).isEqualTo(new Patience.Wait(NOON, NOON.plusSeconds(62)));
        assertThat(patience.afterAll(NOON.plusSeconds(62))).isEqualTo(new Patience.Wait(NOON, NOON.plusSeconds(66)));
    }

    private Optional<Instant> until(int seconds) {
        return patience.after(NOON.plusSeconds(seconds)).map(Patience.Wait::until);
    }
}
