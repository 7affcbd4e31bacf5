package io.customer360.query.platform;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.util.function.Supplier;

/** Does again what Elasticsearch is too busy for at the moment, so that nothing else has to be. */
public final class Patience {

    private static final int TRIES = 30;
    private static final int TOO_MANY_REQUESTS = 429;

    /** For those on whom others wait. */
    public static final Patience NONE = new Patience((tries, why) -> {
        throw why;
    });

    private final Pause pause;

    public Patience(Pause pause) {
        this.pause = pause;
    }

    /** Waits before another try. */
    public interface Pause {

        /**
         * Returns when it is time for another try; throws if there is to be none.
         *
         * @param tries how many there have been, 1 or more
         * @param why the last one came to nothing
         */
        void before(int tries, RuntimeException why);
    }

    <T> T with(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (RuntimeException failure) {
                if (tries == TRIES || !isBusy(failure)) {
                    throw failure;
                }
                pause.before(tries, failure);
            }
        }
    }

    private static boolean isBusy(RuntimeException failure) {
        return switch (failure) {
            case BulkAnswer.TryAgain again -> again.status() == TOO_MANY_REQUESTS;
            case ElasticsearchException refused -> refused.status() == TOO_MANY_REQUESTS;
            default -> false;
        };
    }
}
