package io.customer360.command.platform.reservation;

import io.customer360.command.platform.BatchPreparation;
import io.customer360.command.platform.Claiming;
import io.customer360.command.platform.Claims.ClaimedReference;
import io.customer360.command.platform.IdempotencyKey;
import io.customer360.command.platform.Refusals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * The reservations of units of work that are still open, or whose end nobody has seen: a crash, or an event store out
 * of reach, leaves them unconfirmed, and the events then tell whether the command had an effect.
 */
final class PendingReservations implements BatchPreparation {

    private static final String RESOURCE = PendingReservations.class.getName();

    private final Reservations reservations;
    private final ReservationTiming timing;
    private final Effects effects;
    private final Clock clock;
    private final Duration pendingAtMost;

    PendingReservations(
            Reservations reservations, ReservationTiming timing, Effects effects, Clock clock, Duration pendingAtMost) {
        this.reservations = reservations;
        this.timing = timing;
        this.effects = effects;
        this.clock = clock;
        this.pendingAtMost = pendingAtMost;
    }

    /**
     * Takes all the references of a batch that are free in one round trip, each for the first command that claims it.
     */
    @Override
    public void prepare(List<CommandMessage<?>> commands) {
        Map<ClaimedReference, Reserver> claimed = new LinkedHashMap<>();
        for (CommandMessage<?> message : commands) {
            // A repeated request claims nothing, and whether this is one shows only when it is handled.
            if (message.getPayload() instanceof Claiming command
                    && IdempotencyKey.of(message.getMetaData()).isEmpty()) {
                ClaimedReference reference = command.claims().reference();
                if (reference != null) {
                    claimed.putIfAbsent(reference, Reserver.of(command, message));
                }
            }
        }
        if (claimed.isEmpty()) {
            return;
        }
        ReservedInUnit reserved = of(CurrentUnitOfWork.get());
        claimed.values().forEach(reserved::add);
        Set<ClaimedReference> ofOthers = timing.reserve(() -> reservations.reserve(claimed, timing.certainAtOnce()));
        claimed.keySet().removeAll(ofOthers);
        reserved.addAhead(claimed);
    }

    /** What this unit of work, with all that are part of it, has reserved. */
    ReservedInUnit of(UnitOfWork<?> unit) {
        UnitOfWork<?> root = unit.root();
        return root.getOrComputeResource(RESOURCE, key -> begin(root));
    }

    private ReservedInUnit begin(UnitOfWork<?> root) {
        ReservedInUnit reserved = new ReservedInUnit();
        timing.onFailure(root, () -> reservations.takeBack(reserved.commandIds()));
        if (!timing.certainAtOnce()) {
            timing.onSuccess(root, () -> reservations.confirm(reserved.commandIds()));
        }
        return reserved;
    }

    /** Whether a reservation lasts; if nobody knows yet, the command that asks is tried again. */
    boolean isCertain(Reservation reservation, UnitOfWork<?> unit) {
        Reserver reserver = reservation.reserver();
        if (reservation.confirmed() || of(unit).includes(reserver.commandId())) {
            return true;
        }
        if (reservation.reservedAt().isAfter(overdueBefore())) {
            throw Refusals.pending("%s is just being created or changed".formatted(reserver.aggregateId()));
        }
        return resolve(reserver);
    }

    /** Those that nobody has confirmed or taken back in time. */
    List<Reserver> overdue() {
        return reservations.unconfirmedSince(overdueBefore());
    }

    private Instant overdueBefore() {
        return clock.instant().minus(pendingAtMost);
    }

    /**
     * Confirms what a command reserved that had an effect, and takes it back otherwise.
     *
     * @return whether the reservation lasts
     */
    boolean resolve(Reserver reserver) {
        boolean lasts = effects.stored(reserver).isPresent();
        Set<String> commandId = Set.of(reserver.commandId());
        timing.reserve(() -> {
            if (lasts) {
                reservations.confirm(commandId);
            } else {
                reservations.takeBack(commandId);
            }
            return lasts;
        });
        return lasts;
    }
}
