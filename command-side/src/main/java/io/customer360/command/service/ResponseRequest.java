package io.customer360.command.service;

import io.customer360.command.platform.validation.Line;
import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.contact.Channel;
import io.customer360.events.service.ServiceCaseId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An answer to the customer. */
@Schema(description = "An answer to the customer.", example = """
    {"channel":"EMAIL","staffMember":"Ann Smith","text":"A new gasket is on its way."}\
    """)
record ResponseRequest(
        @Nullable Channel channel,
        @Line @Nullable String staffMember,
        @Prose @Nullable String text,
        @Occurred @Nullable Instant occurredAt) {

    RespondToServiceCase of(ServiceCaseId serviceCaseId, Instant now, @Nullable Long expectedVersion) {
        return new RespondToServiceCase(
                serviceCaseId,
                Objects.requireNonNullElse(occurredAt, now),
                channel,
                staffMember,
                text,
                expectedVersion);
    }
}
