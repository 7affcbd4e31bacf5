package io.customer360.command.platform.reservation;

import io.customer360.command.platform.IdempotencyKey;
import io.customer360.command.platform.Outcome;
import io.customer360.command.platform.Refusals;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a repeated request the outcome of the first. */
final class IdempotentRequests {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotentRequests.class);
    private static final double MILLIS_A_SECOND = 1_000;

    private final IdempotentRequestTable table;
    private final ReservationTiming timing;
    private final Effects effects;
    private final Duration pendingAtMost;

    /** @param pendingAtMost how long a request without outcome may still come to one */
    IdempotentRequests(
            IdempotentRequestTable table, ReservationTiming timing, Effects effects, Duration pendingAtMost) {
        this.table = table;
        this.timing = timing;
        this.effects = effects;
        this.pendingAtMost = pendingAtMost;
    }

    /**
     * Begins a request, unless it was made before and had an effect: then this tells what came of it. Where a crash, or
     * a store out of reach, has kept that from being written down, the events tell.
     */
    Optional<Outcome> begin(IdempotencyKey key, Reserver requester) {
        return timing.reserve(() -> first(key, requester)).flatMap(first -> outcome(first, key, requester));
    }

    private Optional<IdempotentRequest> first(IdempotencyKey key, Reserver requester) {
        if (table.insert(key.key(), key.fingerprint(), requester.aggregateId(), requester.commandId()) == 1) {
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
        return Optional.of(first);
    }

    private Optional<Outcome> outcome(IdempotentRequest first, IdempotencyKey key, Reserver requester) {
        if (first.outcome().isPresent()) {
            return first.outcome();
        }
        Optional<Outcome> effect = effects.stored(first.requester());
        return timing.reserve(() -> {
            effect.ifPresentOrElse(
                    outcome -> complete(key, first.requester(), outcome), () -> takeOver(key, first, requester));
            return effect;
        });
    }

    /** Only one of those that repeat a request that came to nothing makes it again. */
    private void takeOver(IdempotencyKey key, IdempotentRequest first, Reserver requester) {
        int taken = table.takeOver(
                key.key(),
                first.requester().commandId(),
                requester.aggregateId(),
                requester.commandId(),
                pendingAtMost.toMillis() / MILLIS_A_SECOND);
        if (taken == 0) {
            throw Refusals.pending("The first request under this key is still under way");
        }
    }

    void complete(IdempotencyKey key, Reserver requester, Outcome outcome) {
        int completed = table.complete(
                key.key(),
                requester.commandId(),
                outcome.id(),
                outcome.version(),
                outcome.eventId(),
                outcome.created());
        if (completed == 0) {
            LOG.warn(
                    "The request under the Idempotency-Key '{}' took so long that it was made again meanwhile: {} may"
                            + " have come of it twice",
                    key.key(),
                    outcome);
        }
    }

    void takeBack(IdempotencyKey key, Reserver requester) {
        table.takeBack(key.key(), requester.commandId());
    }

    int forgetBefore(Instant moment) {
        return table.forgetBefore(moment);
    }
}
