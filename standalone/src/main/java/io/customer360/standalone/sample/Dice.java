package io.customer360.standalone.sample;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that falls the same way each time for the same seed. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From {@code from} to {@code to}, both included. */
    int between(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    double fraction() {
        return random.nextDouble();
    }

    /** True with the given probability. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The earlier a choice stands, the likelier it is. */
    <T> T mostlyFirst(List<T> choices) {
        double skewed = Math.pow(random.nextDouble(), 2);
        return choices.get((int) (skewed * choices.size()));
    }

    /** How often something happens whose mean frequency is given (Poisson; Knuth, TAOCP 3.4.1). */
    int times(double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    /** Around 1, always above 0: what prices and amounts are multiplied with. */
    double aroundOne(double spread) {
        return Math.exp(spread * random.nextGaussian());
    }
}
