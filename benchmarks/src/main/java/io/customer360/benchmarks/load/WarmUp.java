package io.customer360.benchmarks.load;

/**
 * Puts load on before anything counts, until it gets no faster: a JVM runs code many times slower before it has
 * compiled it.
 */
public final class WarmUp {

    /** Two bursts that differ by less are as fast as each other. */
    private static final double SETTLED = 0.1;

    private WarmUp() {}

    /** A short load. */
    @FunctionalInterface
    public interface Burst {
        /** @return how many of its things were done in a second */
        double rate(int things) throws Exception;
    }

    /**
     * What a warm-up has come to.
     *
     * @param rate of the last burst
     * @param settled whether it was no faster than the one before, or time ran out
     */
    public record Warm(double rate, int bursts, boolean settled) {

        /** For those who read the figures. */
        public String described() {
            return "warmed up in %d bursts, %s".formatted(bursts, settled ? "settled" : "not settled");
        }

        /** How many things are done in some time, if it goes on so. */
        public int in(double seconds, int least) {
            return (int) Math.max(least, Math.round(rate * seconds));
        }
    }

    /**
     * Bursts of one second, as nearly as the one before can tell, until two differ by less than a tenth.
     *
     * @param first how many things the first burst is of
     * @param most bursts, whether it settles or not
     */
    public static Warm untilSettled(int first, int most, Burst burst) throws Exception {
        double rate = burst.rate(first);
        for (int bursts = 2; bursts <= most; bursts++) {
            double before = rate;
            rate = burst.rate((int) Math.max(first, Math.round(before)));
            if (Math.abs(rate - before) < SETTLED * before) {
                return new Warm(rate, bursts, true);
            }
        }
        return new Warm(rate, most, false);
    }
}
