package io.customer360.command.platform.reservation;

import io.customer360.command.platform.Claims;
import io.customer360.command.platform.Claims.ClaimedReference;
import io.customer360.command.platform.ContactPoint;
import io.customer360.command.platform.Refusals;
import io.customer360.command.platform.Rejected.Candidate;
import io.customer360.events.customer.ExternalReference;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows that make external references unique and tell by which e-mails and phones customers can be reached. Where
 * two commands want the same row at once, the second one waits in its {@code INSERT} for the first one's end.
 */
final class Reservations {

    private static final int MOST_CANDIDATES = 20;
    private static final List<String> TABLES = List.of("external_reference", "reachable_at");
    private static final RowMapper<Reservation> RESERVATION = (row, number) -> new Reservation(
            new Reserver(row.getString(1), row.getString(2)),
            row.getBoolean(3),
            row.getTimestamp(4).toInstant());

    private final JdbcClient jdbc;

    Reservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A way to reach a customer that was taken before. */
    record Taken(Reservation reservation, ContactPoint point) {

        boolean belongsTo(String customerId) {
            return reservation.reserver().aggregateId().equals(customerId);
        }

        Candidate candidate() {
            return new Candidate(
                    reservation.reserver().aggregateId(), point.kind().name().toLowerCase(Locale.ROOT), point.value());
        }
    }

    /** Takes the reference, or tells who has it. */
    Optional<Reservation> reserve(ClaimedReference claimed, Reserver reserver, boolean confirmed) {
        boolean taken = reserve(Map.of(claimed, reserver), confirmed).isEmpty();
        return taken ? Optional.empty() : Optional.of(holder(claimed));
    }

    /**
     * Takes each of the references that is free.
     *
     * @return those that were taken before; hardly ever many
     */
    Set<ClaimedReference> reserve(Map<ClaimedReference, Reserver> claimed, boolean confirmed) {
        List<Map.Entry<ClaimedReference, Reserver>> rows = List.copyOf(claimed.entrySet());
        // In one order for all, so that no two commands wait for each other.
        return jdbc.sql("""
            WITH claimed AS (
                SELECT * FROM unnest(?, ?, ?, ?, ?) AS claimed (kind, source, reference, aggregate_id, reserved_by)
            ), taken AS (
                INSERT INTO command.external_reference (kind, source, reference, aggregate_id, reserved_by, confirmed)
                SELECT kind, source, reference, aggregate_id, reserved_by, ? FROM claimed
                ORDER BY kind, source, reference
                ON CONFLICT DO NOTHING
                RETURNING kind, source, reference
            )
            SELECT kind, source, reference FROM claimed
            EXCEPT SELECT kind, source, reference FROM taken\
            """)
                .params(
                        texts(rows, row -> row.getKey().kind()),
                        texts(rows, row -> row.getKey().reference().source()),
                        texts(rows, row -> row.getKey().reference().id()),
                        texts(rows, row -> row.getValue().aggregateId()),
                        texts(rows, row -> row.getValue().commandId()),
                        confirmed)
                .query((row, number) -> new ClaimedReference(
                        row.getString(1), new ExternalReference(row.getString(2), row.getString(3))))
                .set();
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }

    private Reservation holder(ClaimedReference claimed) {
        return jdbc.sql("""
            SELECT aggregate_id, reserved_by, confirmed, reserved_at FROM command.external_reference
            WHERE kind = ? AND source = ? AND reference = ?\
            """)
                .params(
                        claimed.kind(),
                        claimed.reference().source(),
                        claimed.reference().id())
                .query(RESERVATION)
                .optional()
                // Taken back between the two statements; the command is tried again.
                .orElseThrow(() -> Refusals.pending("The reference was taken back a moment ago"));
    }

    /**
     * Takes the ways to reach a customer, and tells which of them others have, unless that is meant, and which of them
     * another command has taken for this customer, whose end nobody has seen.
     */
    List<Taken> reserve(Claims claims, Reserver reserver, boolean confirmed) {
        List<ContactPoint> points =
                claims.reachableAt().stream().distinct().sorted().toList();
        if (points.isEmpty()) {
            return List.of();
        }
        String[] kinds = texts(points, point -> point.kind().name());
        String[] values = texts(points, ContactPoint::value);
        jdbc.sql("""
            INSERT INTO command.reachable_at (kind, value, customer_id, reserved_by, duplicate_meant, confirmed)
            SELECT kind, value, ?, ?, ?, ? FROM unnest(?, ?) AS point (kind, value) ORDER BY kind, value
            ON CONFLICT DO NOTHING\
            """)
                .params(
                        reserver.aggregateId(),
                        reserver.commandId(),
                        claims.duplicatesMeant(),
                        confirmed,
                        kinds,
                        values)
                .update();
        return taken(reserver, claims.duplicatesMeant(), kinds, values);
    }

    private List<Taken> taken(Reserver reserver, boolean duplicatesMeant, String[] kinds, String[] values) {
        return jdbc.sql("""
            SELECT customer_id, reserved_by, confirmed, reserved_at, kind, value FROM command.reachable_at
            WHERE (kind, value) IN (SELECT * FROM unnest(?, ?))
              AND CASE WHEN customer_id = ? THEN NOT confirmed AND reserved_by <> ? ELSE NOT ? END
            ORDER BY reserved_at, customer_id LIMIT ?\
            """)
                .params(kinds, values, reserver.aggregateId(), reserver.commandId(), duplicatesMeant, MOST_CANDIDATES)
                .query((row, number) -> new Taken(
                        RESERVATION.mapRow(row, number),
                        new ContactPoint(ContactPoint.Kind.valueOf(row.getString(5)), row.getString(6))))
                .list();
    }

    /** Only the customer's own are given up. */
    void release(List<ContactPoint> points, String customerId) {
        for (ContactPoint point : points) {
            jdbc.sql("DELETE FROM command.reachable_at WHERE kind = ? AND value = ? AND customer_id = ?")
                    .params(point.kind().name(), point.value(), customerId)
                    .update();
        }
    }

    /** What the commands reserved lasts. */
    void confirm(Collection<String> commandIds) {
        onUnconfirmed(
                commandIds, "UPDATE command.%s SET confirmed = true WHERE reserved_by = ANY (?) AND NOT confirmed");
    }

    /** What the commands reserved without success is free again. */
    void takeBack(Collection<String> commandIds) {
        onUnconfirmed(commandIds, "DELETE FROM command.%s WHERE reserved_by = ANY (?) AND NOT confirmed");
    }

    private void onUnconfirmed(Collection<String> commandIds, String statement) {
        Object ids = commandIds.toArray(String[]::new);
        for (String table : TABLES) {
            jdbc.sql(statement.formatted(table)).param(ids).update();
        }
    }

    /** Whose reservations nobody has confirmed or taken back since the given moment. */
    List<Reserver> unconfirmedSince(Instant moment) {
        return jdbc.sql("""
            SELECT aggregate_id, reserved_by FROM command.external_reference
            WHERE NOT confirmed AND reserved_at < :moment
            UNION SELECT customer_id, reserved_by FROM command.reachable_at
            WHERE NOT confirmed AND reserved_at < :moment\
            """)
                .param("moment", Timestamp.from(moment))
                .query((row, number) -> new Reserver(row.getString(1), row.getString(2)))
                .list();
    }
}
