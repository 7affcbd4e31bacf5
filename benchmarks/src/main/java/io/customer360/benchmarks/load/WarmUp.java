package io.customer360.benchmarks.load;

/**
 * Puts load on before anything counts, until it gets no faster: a JVM runs code many times slower before it has
 * compiled it.
 */
public final class WarmUp {

    /** By how much a burst has to be faster than the fastest before for it to be still getting faster. */
    private static final double FASTER = 0.05;

    /** So many bursts in a row that are no faster are no accident, and no slow rise: the compiler comes and goes. */
    private static final int AS_FAST = 15;

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
     * @param settled whether the last ones were no faster than the fastest before, or time ran out
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
     * Bursts of one second, as nearly as the one before can tell, until fifteen in a row are no more than a twentieth
     * faster than the fastest before them.
     *
     * @param first how many things the first burst is of
     * @param most bursts, whether it settles or not
     */
    public static Warm untilSettled(int first, int most, Burst burst) throws Exception {
        double rate = burst.rate(first);
        double fastest = rate;
        int asFast = 0;
        for (int bursts = 2; bursts <= most; bursts++) {
            rate = burst.rate((int) Math.max(first, Math.round(rate)));
            if (rate > (1 + FASTER) * fastest) {
                fastest = rate;
                asFast = 0;
            } else if (++asFast == AS_FAST) {
                return new Warm(rate, bursts, true);
            }
        }
        return new Warm(rate, most, false);
    }
}
