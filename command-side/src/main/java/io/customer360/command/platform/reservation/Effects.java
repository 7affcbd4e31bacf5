package io.customer360.command.platform.reservation;

import io.customer360.command.platform.Outcome;
import io.customer360.platform.EventMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What commands have come to, as their events tell. */
final class Effects {

    private final EventStore eventStore;

    Effects(EventStore eventStore) {
        this.eventStore = eventStore;
    }

    /** What is stored of a command whose end nobody has seen; empty if it had no effect. */
    Optional<Outcome> stored(Reserver reserver) {
        return outcome(
                reserver.aggregateId(),
                eventStore
                        .readEvents(reserver.aggregateId(), 0)
                        .asStream()
                        .filter(event ->
                                reserver.commandId().equals(event.getMetaData().get(EventMetadata.CAUSATION_ID)))
                        .collect(Collectors.toList()));
    }

    /** Empty unless the aggregate itself has changed. */
    static Optional<Outcome> outcome(String aggregateId, List<DomainEventMessage<?>> events) {
        List<Long> versions = events.stream()
                .filter(event -> event.getAggregateIdentifier().equals(aggregateId))
                .map(DomainEventMessage::getSequenceNumber)
                .toList();
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome(
                        aggregateId, versions.getLast(), events.getLast().getIdentifier(), versions.contains(0L)));
    }
}
