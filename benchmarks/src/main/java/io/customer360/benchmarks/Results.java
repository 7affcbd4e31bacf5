package io.customer360.benchmarks;

import io.customer360.benchmarks.Figure.Round;
import io.customer360.benchmarks.Measured.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run has measured so far. What could not be measured is among it, with the reason. */
final class Results {

    private static final Logger LOG = LoggerFactory.getLogger(Results.class);

    private final List<Measured> measured = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();

    /** A measurement, which may fail. */
    @FunctionalInterface
    interface Measurement {
        void measure() throws Exception;
    }

    void add(Measured one) {
        measured.add(one);
    }

    /** A figure of some rounds; one without rounds was not asked for. */
    void add(
            String name,
            String subject,
            String size,
            String unit,
            @Nullable String baseline,
            List<Round> rounds,
            @Nullable Target target) {
        if (!rounds.isEmpty()) {
            add(new Figure(name, subject, size, unit, baseline, rounds, target));
        }
    }

    /** What stands behind a figure, for those who read the JSON. */
    void detail(String name, Object value) {
        details.put(name, value);
    }

    /**
     * Measures, and where that fails, says so in the place of the figure.
     *
     * @return whether it did not fail
     */
    boolean attempt(String name, String subject, @Nullable Target target, Measurement measurement)
            throws InterruptedException {
        try {
            measurement.measure();
            return true;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failure) {
            LOG.error("{} could not be measured", name, failure);
            add(new Unreachable(name, subject, target, String.valueOf(failure.getMessage())));
            return false;
        }
    }

    List<Measured> measured() {
        return List.copyOf(measured);
    }

    Map<String, Object> details() {
        return Map.copyOf(details);
    }
}
