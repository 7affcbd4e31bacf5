package io.customer360.command.platform.reservation;

import io.customer360.command.platform.Claiming;
import io.customer360.command.platform.Claims;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.IdempotencyKey;
import io.customer360.command.platform.Outcome;
import io.customer360.command.platform.Refusals;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import io.customer360.command.platform.eventstore.PublishedEvents;
import io.customer360.command.platform.reservation.Reservations.Holder;
import io.customer360.command.platform.reservation.Reservations.OtherCustomer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every command handler: a repeated request has the outcome of the first, what the command claims is
 * reserved before it is handled, and whatever the handler returns, the sender gets an {@link Outcome}.
 */
final class ReservingInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    private static final String RESERVED_IN_UNIT = ReservingInterceptor.class.getName();

    private final Reservations reservations;
    private final IdempotentRequests requests;
    private final ReservationTiming timing;
    private final EventStore eventStore;
    private final Clock clock;
    private final Duration pendingAtMost;

    ReservingInterceptor(
            Reservations reservations,
            IdempotentRequests requests,
            ReservationTiming timing,
            EventStore eventStore,
            Clock clock,
            Duration pendingAtMost) {
        this.reservations = reservations;
        this.requests = requests;
        this.timing = timing;
        this.eventStore = eventStore;
        this.clock = clock;
        this.pendingAtMost = pendingAtMost;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        CommandMessage<?> message = unit.getMessage();
        if (!(message.getPayload() instanceof Command command)) {
            return chain.proceed();
        }
        Optional<IdempotencyKey> key = IdempotencyKey.of(message.getMetaData());
        return key.isPresent() ? once(key.get(), command, unit, chain) : claimed(command, unit, chain);
    }

    private Outcome once(IdempotencyKey key, Command command, UnitOfWork<?> unit, InterceptorChain chain)
            throws Exception {
        Instant interruptedBefore = clock.instant().minus(pendingAtMost);
        Optional<Outcome> first = timing.reserve(() -> requests.begin(key, command.aggregateId(), interruptedBefore));
        if (first.isPresent()) {
            return first.get();
        }
        timing.onFailure(unit, () -> requests.takeBack(key));
        Outcome outcome = claimed(command, unit, chain);
        timing.onSuccess(unit, () -> requests.complete(key, outcome));
        return outcome;
    }

    private Outcome claimed(Command command, UnitOfWork<?> unit, InterceptorChain chain) throws Exception {
        return switch (command) {
            case Claiming claiming -> claimed(claiming, claiming.claims(), unit, chain);
            default -> handled(command, unit, chain);
        };
    }

    private Outcome claimed(Claiming command, Claims claims, UnitOfWork<?> unit, InterceptorChain chain)
            throws Exception {
        String id = command.aggregateId();
        timing.onFailure(unit, () -> reservations.takeBack(id));
        Optional<Holder> first = reserveReference(claims, id, unit);
        if (first.isPresent()) {
            return unchanged(first.get().aggregateId());
        }
        reservedIn(unit).add(id);
        refuseDuplicates(timing.reserve(() -> reservations.reserve(claims, id, timing.certainAtOnce())), unit);
        Outcome outcome = handled(command, unit, chain);
        timing.onSuccess(unit, () -> {
            reservations.release(claims.released(), id);
            confirm(id);
        });
        return outcome;
    }

    /** Takes the reference, or tells who has it for good. */
    private Optional<Holder> reserveReference(Claims claims, String id, UnitOfWork<?> unit) {
        Optional<Holder> holder = timing.reserve(() -> reserveReference(claims, id));
        if (holder.isEmpty() || isCertain(holder.get(), unit)) {
            return holder;
        }
        // The holder never came to be, and the reference is free again.
        return timing.reserve(() -> reserveReference(claims, id)).map(other -> {
            throw Refusals.pending("Another command took the reference first");
        });
    }

    private Optional<Holder> reserveReference(Claims claims, String id) {
        return claims.reference() == null
                ? Optional.empty()
                : reservations.reserve(claims.reference(), id, timing.certainAtOnce());
    }

    private boolean isCertain(Holder holder, UnitOfWork<?> unit) {
        return isCertain(holder.aggregateId(), holder.confirmed(), holder.reservedAt(), unit);
    }

    private void confirm(String id) {
        if (!timing.certainAtOnce()) {
            reservations.confirm(id);
        }
    }

    private void refuseDuplicates(List<OtherCustomer> others, UnitOfWork<?> unit) {
        List<OtherCustomer> certain = others.stream()
                .filter(other -> isCertain(other.customerId(), other.confirmed(), other.reservedAt(), unit))
                .toList();
        if (!certain.isEmpty()) {
            String ways = certain.stream()
                    .map(other -> other.point().value())
                    .distinct()
                    .collect(Collectors.joining(", "));
            throw new Rejected(
                    Rejection.LIKELY_DUPLICATE,
                    "Another customer can be reached by %s; 'candidates' names who. Use that one, or send \"allowDuplicate\": true if this one is meant all the same."
                            .formatted(ways),
                    certain.stream().map(OtherCustomer::candidate).toList());
        }
    }

    /** Whether a reservation lasts; if nobody knows yet, the command is tried again. */
    private boolean isCertain(String aggregateId, boolean confirmed, Instant reservedAt, UnitOfWork<?> unit) {
        if (confirmed || reservedIn(unit).contains(aggregateId)) {
            return true;
        }
        if (reservedAt.isAfter(clock.instant().minus(pendingAtMost))) {
            throw Refusals.pending("%s is just being created or changed".formatted(aggregateId));
        }
        boolean exists = eventStore.lastSequenceNumberFor(aggregateId).isPresent();
        timing.reserve(() -> {
            if (exists) {
                reservations.confirm(aggregateId);
            } else {
                reservations.takeBack(aggregateId);
            }
            return exists;
        });
        return exists;
    }

    /** What this unit of work, with all that are part of it, has reserved without confirmation. */
    private static Set<String> reservedIn(UnitOfWork<?> unit) {
        return unit.root().getOrComputeResource(RESERVED_IN_UNIT, key -> new HashSet<String>());
    }

    private Outcome handled(Command command, UnitOfWork<?> unit, InterceptorChain chain) throws Exception {
        refuseIfChangedSince(command);
        proceed(command, chain);
        String id = command.aggregateId();
        List<DomainEventMessage<?>> events = PublishedEvents.of(unit);
        if (events.isEmpty()) {
            return unchanged(id);
        }
        List<Long> versions = events.stream()
                .filter(event -> event.getAggregateIdentifier().equals(id))
                .map(DomainEventMessage::getSequenceNumber)
                .toList();
        return new Outcome(
                id,
                versions.isEmpty() ? version(id) : versions.getLast(),
                events.getLast().getIdentifier(),
                versions.contains(0L));
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

    private static void proceed(Command command, InterceptorChain chain) throws Exception {
        try {
            chain.proceed();
        } catch (AggregateNotFoundException missing) {
            throw Refusals.notFound(command, missing);
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
