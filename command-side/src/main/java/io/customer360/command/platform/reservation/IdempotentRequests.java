package io.customer360.command.platform.reservation;

import io.customer360.command.platform.IdempotencyKey;
import io.customer360.command.platform.Outcome;
import io.customer360.command.platform.Refusals;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import java.time.Instant;
import java.util.Optional;

/** Gives a repeated request the outcome of the first. */
final class IdempotentRequests {

    private final IdempotentRequestTable table;

    IdempotentRequests(IdempotentRequestTable table) {
        this.table = table;
    }

    /**
     * Begins a request, unless it was made before: then this tells what came of it.
     *
     * @param interruptedBefore a request begun before this moment, and without outcome, will never have one
     */
    Optional<Outcome> begin(IdempotencyKey key, String aggregateId, Instant interruptedBefore) {
        if (table.insert(key.key(), key.fingerprint(), aggregateId) == 1) {
            return Optional.empty();
        }
        IdempotentRequest first = table.findById(key.key())
                .orElseThrow(() -> Refusals.pending("The first request under this key has just failed"));
        if (!first.hasFingerprint(key.fingerprint())) {
            throw new Rejected(
                    Rejection.IDEMPOTENCY_KEY_REUSED,
                    "The Idempotency-Key '%s' belongs to another request. Use a new key for each new request."
                            .formatted(key.key()));
        }
        if (first.outcome().isEmpty() && first.isOlderThan(interruptedBefore)) {
            throw new Rejected(
                    Rejection.IDEMPOTENT_REQUEST_INTERRUPTED,
                    "The first request under the Idempotency-Key '%s' was interrupted. See whether it had an effect on %s, and send it under a new key if not."
                            .formatted(key.key(), first.aggregateId()));
        }
        return Optional.of(first.outcome()
                .orElseThrow(() -> Refusals.pending("The first request under this key is still under way")));
    }

    void complete(IdempotencyKey key, Outcome outcome) {
        table.complete(key.key(), outcome.id(), outcome.version(), outcome.eventId(), outcome.created());
    }

    void takeBack(IdempotencyKey key) {
        table.takeBack(key.key());
    }

    int forgetBefore(Instant moment) {
        return table.forgetBefore(moment);
    }
}
