package io.customer360.command.platform.reservation;

import io.customer360.command.platform.Claiming;
import io.customer360.command.platform.Claims;
import io.customer360.command.platform.Claims.ClaimedReference;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.IdempotencyKey;
import io.customer360.command.platform.Outcome;
import io.customer360.command.platform.Refusals;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import io.customer360.command.platform.eventstore.Attempt;
import io.customer360.command.platform.eventstore.PublishedEvents;
import io.customer360.command.platform.eventstore.StoredTogether;
import io.customer360.command.platform.reservation.Reservations.Taken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every command handler: a repeated request has the outcome of the first, what the command claims is
 * reserved before it is handled, and whatever the handler returns, the sender gets an {@link Outcome}.
 */
final class ReservingInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final Reservations reservations;
    private final PendingReservations pending;
    private final IdempotentRequests requests;
    private final ReservationTiming timing;
    private final EventStore eventStore;
    private final CommandTargetResolver targets;

    ReservingInterceptor(
            Reservations reservations,
            PendingReservations pending,
            IdempotentRequests requests,
            ReservationTiming timing,
            EventStore eventStore,
            CommandTargetResolver targets) {
        this.reservations = reservations;
        this.pending = pending;
        this.requests = requests;
        this.timing = timing;
        this.eventStore = eventStore;
        this.targets = targets;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        CommandMessage<?> message = unit.getMessage();
        if (!(message.getPayload() instanceof Command command)) {
            return chain.proceed();
        }
        Optional<IdempotencyKey> key = IdempotencyKey.of(message.getMetaData());
        if (Attempt.isHopeful()) {
            return inHope(key, command, unit, chain);
        }
        return key.isPresent() ? once(key.get(), command, unit, chain) : claimed(command, unit, chain);
    }

    /** What this node remembers may be outdated: that there is nothing to store is no answer either. */
    private Outcome inHope(
            Optional<IdempotencyKey> key,
            Command command,
            UnitOfWork<? extends CommandMessage<?>> unit,
            InterceptorChain chain)
            throws Exception {
        proceed(unit.getMessage(), chain);
        List<DomainEventMessage<?>> events = PublishedEvents.of(unit);
        Outcome outcome = Effects.outcome(command.aggregateId(), events)
                .orElseThrow(() -> new ConcurrencyException("Only what is stored can tell"));
        ReservedTogether reserved = new ReservedTogether(StoredTogether.with(unit));
        Reserver reserver = Reserver.of(command, unit.getMessage());
        if (command instanceof Claiming claiming) {
            reserved.claims(claiming.claims(), reserver);
        }
        key.ifPresent(given -> reserved.request(given, reserver, outcome));
        return outcome;
    }

    private Outcome once(
            IdempotencyKey key, Command command, UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        Reserver requester = Reserver.of(command, unit.getMessage());
        Optional<Outcome> first = requests.begin(key, requester);
        if (first.isPresent()) {
            return first.get();
        }
        timing.onFailure(unit, () -> requests.takeBack(key, requester));
        Outcome outcome = claimed(command, unit, chain);
        timing.onSuccess(unit, () -> requests.complete(key, requester, outcome));
        return outcome;
    }

    private Outcome claimed(Command command, UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        return switch (command) {
            case Claiming claiming -> claimed(claiming, claiming.claims(), unit, chain);
            default -> handled(command, unit, chain);
        };
    }

    private Outcome claimed(
            Claiming command, Claims claims, UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        Reserver reserver = Reserver.of(command, unit.getMessage());
        pending.of(unit).add(reserver);
        if (claims.reference() != null) {
            Optional<Reservation> first = reserveReference(claims.reference(), reserver, unit);
            if (first.isPresent()) {
                return unchanged(first.get().reserver().aggregateId());
            }
        }
        reserveContactPoints(claims, reserver, unit);
        Outcome outcome = handled(command, unit, chain);
        if (!claims.released().isEmpty()) {
            timing.onSuccess(unit, () -> reservations.release(claims.released(), reserver.aggregateId()));
        }
        return outcome;
    }

    /** Takes the reference, or tells who has it for good. */
    private Optional<Reservation> reserveReference(ClaimedReference reference, Reserver reserver, UnitOfWork<?> unit) {
        if (pending.of(unit).isTakenAhead(reference, reserver)) {
            return Optional.empty();
        }
        Optional<Reservation> holder = takeReference(reference, reserver);
        if (holder.isEmpty() || pending.isCertain(holder.get(), unit)) {
            return holder;
        }
        // The holder never came to be, and the reference is free again.
        return takeReference(reference, reserver).map(other -> {
            throw Refusals.pending("Another command took the reference first");
        });
    }

    private Optional<Reservation> takeReference(ClaimedReference reference, Reserver reserver) {
        return timing.reserve(() -> reservations.reserve(reference, reserver, timing.certainAtOnce()));
    }

    /** Takes the ways to reach the customer, for good as far as anybody knows. */
    private void reserveContactPoints(Claims claims, Reserver reserver, UnitOfWork<?> unit) {
        if (takeContactPoints(claims, reserver, unit)) {
            return;
        }
        // One that was in the way is free now.
        if (!takeContactPoints(claims, reserver, unit)) {
            throw Refusals.pending("Another command took an e-mail or phone first");
        }
    }

    /** @return false if one that was taken turns out to be free again */
    private boolean takeContactPoints(Claims claims, Reserver reserver, UnitOfWork<?> unit) {
        List<Taken> taken = timing.reserve(() -> reservations.reserve(claims, reserver, timing.certainAtOnce()));
        Map<Boolean, List<Taken>> lasting =
                taken.stream().collect(Collectors.partitioningBy(one -> pending.isCertain(one.reservation(), unit)));
        refuseDuplicates(lasting.getOrDefault(true, List.of()).stream()
                .filter(one -> !one.belongsTo(reserver.aggregateId()))
                .toList());
        return lasting.getOrDefault(false, List.of()).isEmpty();
    }

    private static void refuseDuplicates(List<Taken> ofOthers) {
        if (!ofOthers.isEmpty()) {
            String ways =
                    ofOthers.stream().map(one -> one.point().value()).distinct().collect(Collectors.joining(", "));
            throw new Rejected(
                    Rejection.LIKELY_DUPLICATE,
                    "Another customer can be reached by %s; 'candidates' names who. Use that one, or send \"allowDuplicate\": true if this one is meant all the same."
                            .formatted(ways),
                    ofOthers.stream().map(Taken::candidate).toList());
        }
    }

    private Outcome handled(Command command, UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        refuseIfChangedSince(command);
        proceed(unit.getMessage(), chain);
        String id = command.aggregateId();
        List<DomainEventMessage<?>> events = PublishedEvents.of(unit);
        if (events.isEmpty()) {
            return unchanged(id);
        }
        return Effects.outcome(id, events)
                .orElseGet(() -> new Outcome(id, version(id), events.getLast().getIdentifier(), false));
    }

    /** Axon checks it again when it stores the events; here it comes before every other reason to refuse. */
    private void refuseIfChangedSince(Command command) {
        Long expected = command.expectedVersion();
        if (expected != null) {
            eventStore
                    .lastSequenceNumberFor(command.aggregateId())
                    .filter(actual -> !actual.equals(expected))
                    .ifPresent(actual -> {
                        throw Refusals.changedSince(expected, actual);
                    });
        }
    }

    private void proceed(CommandMessage<?> message, InterceptorChain chain) throws Exception {
        try {
            chain.proceed();
        } catch (AggregateNotFoundException missing) {
            throw Refusals.notFound(targets.resolveTarget(message).getIdentifierValue(), missing);
        }
    }

    private Outcome unchanged(String id) {
        return new Outcome(id, version(id), null, false);
    }

    private long version(String id) {
        return eventStore
                .lastSequenceNumberFor(id)
                .orElseThrow(() -> new IllegalStateException("%s has no events".formatted(id)));
    }
}
