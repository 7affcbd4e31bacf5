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
        INSERT INTO command.idempotent_request (key, fingerprint, aggregate_id)
        VALUES (:key, :fingerprint, :aggregateId) ON CONFLICT DO NOTHING\
        """)
    int insert(String key, String fingerprint, String aggregateId);

    Optional<IdempotentRequest> findById(String key);

    @Modifying
    @Query("""
        UPDATE IdempotentRequest SET aggregateId = :aggregateId, version = :version, eventId = :eventId,
        created = :created WHERE key = :key\
        """)
    void complete(String key, String aggregateId, long version, @Nullable String eventId, boolean created);

    @Modifying
    @Query("DELETE FROM IdempotentRequest WHERE key = :key AND version IS NULL")
    void takeBack(String key);

    @Modifying
    @Transactional
    @Query("DELETE FROM IdempotentRequest WHERE requestedAt < :moment")
    int forgetBefore(Instant moment);
}
