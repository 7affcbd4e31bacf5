package io.customer360.command.importing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The imports that there are and were, and the rows that they refused. */
@Component
class ImportJobs {

    private static final int REFUSALS_AT_ONCE = 500;

    private final JdbcClient sql;
    private final JdbcTemplate template;

    ImportJobs(JdbcTemplate template) {
        this.template = template;
        this.sql = JdbcClient.create(template);
    }

    @Transactional
    void add(UUID id, Submission submission, String fingerprint, long bytes, long rows, Instant submittedAt) {
        sql.sql("""
            INSERT INTO command.import_job
                (id, state, file_name, mapping_name, mapping, source, actor, idempotency_key,
                 fingerprint, bytes, rows_total, submitted_at)
            VALUES (:id, 'QUEUED', :fileName, :mappingName, :mapping, :source, :actor, :idempotencyKey,
                    :fingerprint, :bytes, :rows, :submittedAt)
            """)
                .param("id", id)
                .param("fileName", submission.fileName())
                .param("mappingName", submission.mapping().name())
                .param("mapping", submission.mapping().yaml())
                .param("source", submission.mapping().mapping().source())
                .param("actor", submission.actor())
                .param("idempotencyKey", submission.idempotencyKey())
                .param("fingerprint", fingerprint)
                .param("bytes", bytes)
                .param("rows", rows)
                .param("submittedAt", Timestamp.from(submittedAt))
                .update();
    }

    Optional<ImportJob> find(UUID id) {
        return sql.sql("SELECT * FROM command.import_job WHERE id = :id")
                .param("id", id)
                .query(ImportJobs::job)
                .optional();
    }

    Optional<ImportJob> findByIdempotencyKey(String key) {
        return sql.sql("SELECT * FROM command.import_job WHERE idempotency_key = :key")
                .param("key", key)
                .query(ImportJobs::job)
                .optional();
    }

    /** Newest first. */
    List<ImportJob> newest(long before, int limit) {
        return sql.sql("SELECT * FROM command.import_job WHERE number < :before ORDER BY number DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit)
                .query(ImportJobs::job)
                .list();
    }

    /** Oldest first. */
    List<ImportJob> unfinished() {
        return sql.sql("SELECT * FROM command.import_job WHERE state IN ('QUEUED', 'RUNNING') ORDER BY number")
                .query(ImportJobs::job)
                .list();
    }

    @Transactional
    void started(UUID id, Instant at) {
        sql.sql("""
            UPDATE command.import_job SET state = 'RUNNING', started_at = coalesce(started_at, :at)
            WHERE id = :id AND state IN ('QUEUED', 'RUNNING')
            """).param("id", id).param("at", Timestamp.from(at)).update();
    }

    /**
     * Saves what came of some more rows; to be called in the transaction that stores them.
     *
     * @param readBefore how many rows were read before these
     */
    Standing progressed(UUID id, long readBefore, Tally more, long lastLine, Duration busy, List<Refusal> refusals) {
        Optional<Boolean> cancelRequested = sql.sql("""
            UPDATE command.import_job SET
                rows_read = rows_read + :rowsRead,
                last_line = :lastLine,
                rows_imported = rows_imported + :rowsImported,
                rows_already_there = rows_already_there + :rowsAlreadyThere,
                rows_refused = rows_refused + :rowsRefused,
                customers = customers + :customers,
                contacts = contacts + :contacts,
                purchases = purchases + :purchases,
                service_cases = service_cases + :serviceCases,
                busy_millis = busy_millis + :busyMillis
            WHERE id = :id AND state = 'RUNNING' AND rows_read = :readBefore
            RETURNING cancel_requested
            """)
                .param("id", id)
                .param("readBefore", readBefore)
                .param("rowsRead", more.rowsRead())
                .param("lastLine", lastLine)
                .param("rowsImported", more.rowsImported())
                .param("rowsAlreadyThere", more.rowsAlreadyThere())
                .param("rowsRefused", more.rowsRefused())
                .param("customers", more.customers())
                .param("contacts", more.contacts())
                .param("purchases", more.purchases())
                .param("serviceCases", more.serviceCases())
                .param("busyMillis", busy.toMillis())
                .query(Boolean.class)
                .optional();
        if (cancelRequested.isEmpty()) {
            return Standing.CONTINUED_ELSEWHERE;
        }
        template.batchUpdate(
                "INSERT INTO command.import_refusal (job_id, line, record, reason, raw) VALUES (?, ?, ?, ?, ?)",
                refusals,
                REFUSALS_AT_ONCE,
                (statement, refusal) -> {
                    statement.setObject(1, id);
                    statement.setLong(2, refusal.line());
                    statement.setString(3, refusal.record());
                    statement.setString(4, refusal.reason());
                    statement.setString(5, refusal.raw());
                });
        return cancelRequested.get() ? Standing.TO_BE_CANCELLED : Standing.GOES_ON;
    }

    /** What is to become of an import that has just progressed. */
    enum Standing {
        GOES_ON,
        TO_BE_CANCELLED,
        /** Somebody else has read these rows, or has ended the import. */
        CONTINUED_ELSEWHERE
    }

    /** The import ends; false if it had ended before. */
    @Transactional
    boolean finished(UUID id, ImportState state, Instant at, @Nullable String problem) {
        return sql.sql("""
            UPDATE command.import_job SET state = :state, finished_at = :at, problem = :problem
            WHERE id = :id AND state IN ('QUEUED', 'RUNNING')
            """)
                        .param("id", id)
                        .param("state", state.name())
                        .param("at", Timestamp.from(at))
                        .param("problem", problem)
                        .update()
                > 0;
    }

    @Transactional
    void cancelRequested(UUID id) {
        sql.sql("UPDATE command.import_job SET cancel_requested = true WHERE id = :id AND state IN ('QUEUED',"
                        + " 'RUNNING')")
                .param("id", id)
                .update();
    }

    @Transactional
    void remove(UUID id) {
        sql.sql("DELETE FROM command.import_job WHERE id = :id").param("id", id).update();
    }

    /**
     * Does something with an import while nobody else can, on this node or another. The lock belongs to a connection
     * and ends with it, so that a node that dies holds none.
     *
     * @return false if somebody else is at it
     */
    boolean alone(UUID id, Runnable task) {
        long key = id.getMostSignificantBits() ^ id.getLeastSignificantBits();
        return Boolean.TRUE.equals(template.execute((Connection connection) -> {
            if (!locked(connection, "SELECT pg_try_advisory_lock(?)", key)) {
                return false;
            }
            try {
                task.run();
            } finally {
                locked(connection, "SELECT pg_advisory_unlock(?)", key);
            }
            return true;
        }));
    }

    private static boolean locked(Connection connection, String sql, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Hands over the refused rows in the order of their lines, page by page, so that a slow reader holds nothing. */
    void refusals(UUID id, Consumer<Refusal> reader) {
        long afterLine = -1;
        List<Refusal> some;
        do {
            some = sql.sql("""
                SELECT line, record, reason, raw FROM command.import_refusal
                WHERE job_id = :id AND line > :afterLine ORDER BY line LIMIT :limit
                """)
                    .param("id", id)
                    .param("afterLine", afterLine)
                    .param("limit", REFUSALS_AT_ONCE)
                    .query(Refusal.class)
                    .list();
            some.forEach(reader);
            afterLine = some.isEmpty() ? afterLine : some.getLast().line();
        } while (some.size() == REFUSALS_AT_ONCE);
    }

    private static ImportJob job(ResultSet row, int number) throws SQLException {
        return new ImportJob(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                ImportState.valueOf(row.getString("state")),
                row.getString("file_name"),
                row.getString("mapping_name"),
                row.getString("mapping"),
                row.getString("source"),
                row.getString("actor"),
                row.getString("fingerprint"),
                row.getLong("bytes"),
                row.getTimestamp("submitted_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("finished_at")),
                row.getBoolean("cancel_requested"),
                Duration.ofMillis(row.getLong("busy_millis")),
                row.getLong("rows_total"),
                new Tally(
                        row.getLong("rows_read"),
                        row.getLong("rows_imported"),
                        row.getLong("rows_already_there"),
                        row.getLong("rows_refused"),
                        row.getLong("customers"),
                        row.getLong("contacts"),
                        row.getLong("purchases"),
                        row.getLong("service_cases")),
                row.getString("problem"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
