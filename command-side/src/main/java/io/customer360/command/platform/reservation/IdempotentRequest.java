package io.customer360.command.platform.reservation;

import io.customer360.command.platform.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that its sender may repeat, and what came of it. */
@Entity
@Table(schema = "command", name = "idempotent_request")
class IdempotentRequest {

    @Id
    private String key;

    private String fingerprint;

    @Column(name = "aggregate_id")
    private String aggregateId;

    /** The command that was made of it. */
    @Column(name = "requested_by")
    private String requestedBy;

    private @Nullable Long version;

    @Column(name = "event_id")
    private @Nullable String eventId;

    private @Nullable Boolean created;

    @Column(name = "requested_at")
    private Instant requestedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected IdempotentRequest() {}

    boolean hasFingerprint(String other) {
        return fingerprint.equals(other);
    }

    Reserver requester() {
        return new Reserver(aggregateId, requestedBy);
    }

    /** Empty while the request is under way, or if it was interrupted. */
    Optional<Outcome> outcome() {
        return version == null
                ? Optional.empty()
                : Optional.of(new Outcome(aggregateId, version, eventId, Boolean.TRUE.equals(created)));
    }
}
