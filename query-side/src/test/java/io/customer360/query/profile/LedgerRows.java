package io.customer360.query.profile;

import io.customer360.events.CustomerFact;
import io.customer360.platform.EventMetadata;
import io.customer360.platform.json.EventJson;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.ledger.LeafHash;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.profile.RandomHistory.Entry;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts facts into the ledger as the relay would. */
final class LedgerRows {

    private static final JsonMapper JSON = EventJson.mapper();

    private final JdbcTemplate jdbc;

    LedgerRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void append(List<Entry> entries) {
        jdbc.batchUpdate(
                "insert into query.ledger (position, event_id, customer_id, aggregate_type, aggregate_id,"
                        + " sequence_number, payload_type, payload_revision, recorded_at, payload, metadata, leaf_hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entries,
                500,
                (statement, entry) -> {
                    LedgerEntry row = row(entry.fact(), entry.context());
                    statement.setLong(1, row.position());
                    statement.setString(2, row.eventId());
                    statement.setObject(3, entry.fact().customerId().value());
                    statement.setString(4, row.aggregateType());
                    statement.setString(5, row.aggregateId());
                    statement.setLong(6, row.sequenceNumber());
                    statement.setString(7, row.payloadType());
                    statement.setString(8, row.payloadRevision());
                    statement.setTimestamp(9, Timestamp.from(row.recordedAt()));
                    statement.setBytes(10, row.payload());
                    statement.setBytes(11, row.metadata());
                    statement.setBytes(12, LeafHash.of(row));
                });
    }

    private static LedgerEntry row(CustomerFact fact, FactContext context) {
        Map<String, String> metadata = new HashMap<>(context.metadata());
        metadata.put(EventMetadata.CUSTOMER_ID, fact.customerId().toString());
        return new LedgerEntry(
                context.position(),
                context.eventId(),
                fact.customerId(),
                fact.getClass().getEnclosingClass().getSimpleName(),
                context.aggregateId(),
                context.aggregateVersion(),
                fact.getClass().getName(),
                "1",
                context.recordedAt(),
                JSON.writeValueAsBytes(fact),
                JSON.writeValueAsBytes(metadata),
                new byte[0]);
    }
}
