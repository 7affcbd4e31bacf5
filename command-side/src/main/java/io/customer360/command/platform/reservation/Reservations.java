package io.customer360.command.platform.reservation;

import io.customer360.command.platform.Claims;
import io.customer360.command.platform.Claims.ClaimedReference;
import io.customer360.command.platform.ContactPoint;
import io.customer360.command.platform.Refusals;
import io.customer360.command.platform.Rejected.Candidate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows that make external references unique and tell by which e-mails and phones customers can be reached. Where
 * two commands want the same row at once, the second one waits in its {@code INSERT} for the first one's end.
 */
final class Reservations {

    private static final int MOST_CANDIDATES = 20;

    private final JdbcClient jdbc;

    Reservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who has an external reference already. */
    record Holder(String aggregateId, boolean confirmed, Instant reservedAt) {}

    /** Another customer that can be reached in the same way. */
    record OtherCustomer(String customerId, ContactPoint point, boolean confirmed, Instant reservedAt) {
        Candidate candidate() {
            return new Candidate(customerId, point.kind().name().toLowerCase(Locale.ROOT), point.value());
        }
    }

    /** Takes the reference, or tells who has it. */
    Optional<Holder> reserve(ClaimedReference claimed, String aggregateId, boolean confirmed) {
        int inserted = jdbc.sql("""
            INSERT INTO command.external_reference (kind, source, reference, aggregate_id, confirmed)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
            """)
                .params(
                        claimed.kind(),
                        claimed.reference().source(),
                        claimed.reference().id(),
                        aggregateId,
                        confirmed)
                .update();
        return inserted == 1 ? Optional.empty() : Optional.of(holder(claimed));
    }

    private Holder holder(ClaimedReference claimed) {
        return jdbc.sql("""
            SELECT aggregate_id, confirmed, reserved_at FROM command.external_reference
            WHERE kind = ? AND source = ? AND reference = ?\
            """)
                .params(
                        claimed.kind(),
                        claimed.reference().source(),
                        claimed.reference().id())
                .query((row, number) -> new Holder(
                        row.getString(1), row.getBoolean(2), row.getTimestamp(3).toInstant()))
                .optional()
                // Taken back between the two statements; the command is tried again.
                .orElseThrow(() -> Refusals.pending("The reference was taken back a moment ago"));
    }

    /** Takes the ways to reach a customer, and tells which others have one of them, unless that is meant. */
    List<OtherCustomer> reserve(Claims claims, String customerId, boolean confirmed) {
        List<ContactPoint> points =
                claims.reachableAt().stream().distinct().sorted().toList();
        if (points.isEmpty()) {
            return List.of();
        }
        String[] kinds = points.stream().map(point -> point.kind().name()).toArray(String[]::new);
        String[] values = points.stream().map(ContactPoint::value).toArray(String[]::new);
        jdbc.sql("""
            INSERT INTO command.reachable_at (kind, value, customer_id, duplicate_meant, confirmed)
            SELECT kind, value, ?, ?, ? FROM unnest(?, ?) AS point (kind, value) ORDER BY kind, value
            ON CONFLICT DO NOTHING\
            """)
                .params(customerId, claims.duplicatesMeant(), confirmed, kinds, values)
                .update();
        return claims.duplicatesMeant() ? List.of() : others(customerId, kinds, values);
    }

    private List<OtherCustomer> others(String customerId, String[] kinds, String[] values) {
        return jdbc.sql("""
            SELECT customer_id, kind, value, confirmed, reserved_at FROM command.reachable_at
            WHERE (kind, value) IN (SELECT * FROM unnest(?, ?)) AND customer_id <> ?
            ORDER BY reserved_at, customer_id LIMIT ?\
            """)
                .params(kinds, values, customerId, MOST_CANDIDATES)
                .query((row, number) -> new OtherCustomer(
                        row.getString(1),
                        new ContactPoint(ContactPoint.Kind.valueOf(row.getString(2)), row.getString(3)),
                        row.getBoolean(4),
                        row.getTimestamp(5).toInstant()))
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

    /** What the aggregate reserved lasts. */
    void confirm(String aggregateId) {
        jdbc.sql("UPDATE command.external_reference SET confirmed = true WHERE aggregate_id = ? AND NOT confirmed")
                .param(aggregateId)
                .update();
        jdbc.sql("UPDATE command.reachable_at SET confirmed = true WHERE customer_id = ? AND NOT confirmed")
                .param(aggregateId)
                .update();
    }

    /** What the aggregate reserved without success is free again. */
    void takeBack(String aggregateId) {
        jdbc.sql("DELETE FROM command.external_reference WHERE aggregate_id = ? AND NOT confirmed")
                .param(aggregateId)
                .update();
        jdbc.sql("DELETE FROM command.reachable_at WHERE customer_id = ? AND NOT confirmed")
                .param(aggregateId)
                .update();
    }

    /** The aggregates whose reservations nobody has confirmed or taken back since the given moment. */
    List<String> unresolvedSince(Instant moment) {
        return jdbc.sql("""
            SELECT aggregate_id FROM command.external_reference WHERE NOT confirmed AND reserved_at < :moment
            UNION SELECT customer_id FROM command.reachable_at WHERE NOT confirmed AND reserved_at < :moment\
            """)
                .param("moment", java.sql.Timestamp.from(moment))
                .query(String.class)
                .list();
    }
}
