package io.customer360.command.platform.reservation;

import io.customer360.command.platform.Claims;
import io.customer360.command.platform.Claims.ClaimedReference;
import io.customer360.command.platform.ContactPoint;
import io.customer360.command.platform.IdempotencyKey;
import io.customer360.command.platform.Outcome;
import io.customer360.command.platform.eventstore.StoredTogether;
import io.customer360.command.platform.eventstore.StoredTogether.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reservations that are stored in the same statement as the events, or keep the events from being stored, if somebody
 * else has what they are for.
 */
final class ReservedTogether {

    private final StoredTogether together;

    ReservedTogether(StoredTogether together) {
        this.together = together;
    }

    void claims(Claims claims, Reserver reserver) {
        if (claims.reference() != null) {
            reference(claims.reference(), reserver);
        }
        claims.reachableAt().stream().distinct().sorted().forEach(point -> reachableAt(point, reserver));
    }

    /** A request that may be repeated, with what came of it: events, or there would be nothing to store it with. */
    void request(IdempotencyKey key, Reserver requester, Outcome outcome) {
        Row request = new Row("command.idempotent_request", List.of("key"), List.of(key.key()));
        together.unlessThereIs(request);
        together.add(and(
                request,
                List.of("fingerprint", "aggregate_id", "requested_by", "version", "event_id", "created"),
                key.fingerprint(),
                outcome.id(),
                requester.commandId(),
                outcome.version(),
                Objects.requireNonNull(outcome.eventId()),
                outcome.created()));
    }

    private void reference(ClaimedReference claimed, Reserver reserver) {
        Row reference = new Row(
                "command.external_reference",
                List.of("kind", "source", "reference"),
                List.of(
                        claimed.kind(),
                        claimed.reference().source(),
                        claimed.reference().id()));
        together.unlessThereIs(reference);
        together.add(and(
                reference,
                List.of("aggregate_id", "reserved_by", "confirmed"),
                reserver.aggregateId(),
                reserver.commandId(),
                true));
    }

    private void reachableAt(ContactPoint point, Reserver reserver) {
        Row reachable = new Row(
                "command.reachable_at",
                List.of("kind", "value"),
                List.of(point.kind().name(), point.value()));
        together.unlessThereIs(reachable);
        together.add(and(
                reachable,
                List.of("customer_id", "reserved_by", "duplicate_meant", "confirmed"),
                reserver.aggregateId(),
                reserver.commandId(),
                false,
                true));
    }

    private static Row and(Row row, List<String> columns, Object... values) {
        return new Row(row.table(), joined(row.columns(), columns), joined(row.values(), Arrays.asList(values)));
    }

    private static <T> List<T> joined(List<? extends T> some, List<? extends T> more) {
        return Stream.<T>concat(some.stream(), more.stream()).toList();
    }
}
