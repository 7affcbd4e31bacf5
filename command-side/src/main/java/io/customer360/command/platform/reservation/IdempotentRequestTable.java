package io.customer360.command.platform.reservation;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of {@code command.idempotent_request}. */
interface IdempotentRequestTable extends Repository<IdempotentRequest, String> {

    /**
     * Waits where another transaction has inserted the same key and not ended yet.
     *
     * @return 0 if the key was there before
     */
    @Modifying
    @Query(nativeQuery = true, value = """
        INSERT INTO command.idempotent_request (key, fingerprint, aggregate_id, requested_by)
        VALUES (:key, :fingerprint, :aggregateId, :requestedBy) ON CONFLICT DO NOTHING\
        """)
    int insert(String key, String fingerprint, String aggregateId, String requestedBy);

    Optional<IdempotentRequest> findById(String key);

    /**
     * Makes a request another command's, which begins now. The database's clock decides, since that of a node may be
     * wrong.
     *
     * @param pendingSeconds how long the command before may still come to an end
     * @return 0 if that time is not over, or it is no longer that command's, or has an outcome
     */
    @Modifying
    @Query(nativeQuery = true, value = """
        UPDATE command.idempotent_request
        SET aggregate_id = :aggregateId, requested_by = :requestedBy, requested_at = now()
        WHERE key = :key AND requested_by = :before AND version IS NULL
          AND requested_at < now() - make_interval(secs => :pendingSeconds)\
        """)
    int takeOver(String key, String before, String aggregateId, String requestedBy, double pendingSeconds);

    /** @return 0 if it is no longer that command's */
    @Modifying
    @Query("""
        UPDATE IdempotentRequest SET aggregateId = :aggregateId, version = :version, eventId = :eventId,
        created = :created WHERE key = :key AND requestedBy = :requestedBy\
        """)
    int complete(
            String key,
            String requestedBy,
            String aggregateId,
            long version,
            @Nullable String eventId,
            boolean created);

    @Modifying
    @Query("DELETE FROM IdempotentRequest WHERE key = :key AND requestedBy = :requestedBy AND version IS NULL")
    void takeBack(String key, String requestedBy);

    @Modifying
    @Transactional
    @Query("DELETE FROM IdempotentRequest WHERE requestedAt < :moment")
    int forgetBefore(Instant moment);
}
