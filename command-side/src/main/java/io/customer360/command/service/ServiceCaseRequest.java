package io.customer360.command.service;

import io.customer360.command.platform.ExternalReferenceRequest;
import io.customer360.command.platform.validation.Line;
import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.contact.Channel;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.Priority;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service case to open, now and with medium priority where nothing else is said. */
@Schema(description = "A service case to open, now and with medium priority where nothing else is said.", example = """
    {"type":"COMPLAINT","channel":"CALL","priority":"HIGH","subject":"Pump leaks","text":"Loses oil after a day.",
     "product":"Pump P-100","occurredAt":"2026-04-02T08:00:00Z"}\
    """)
record ServiceCaseRequest(
        @NotNull ServiceCaseType type,
        @NotNull Channel channel,
        @Nullable Priority priority,
        @NotNull @Line String subject,
        @Prose @Nullable String text,
        @Line @Nullable String product,
        @Nullable PurchaseId purchaseId,
        @Line @Nullable String reportedBy,
        @Occurred @Nullable Instant occurredAt,
        @Valid @Nullable ExternalReferenceRequest externalReference) {

    OpenServiceCase by(CustomerId customerId, Instant now) {
        return new OpenServiceCase(
                customerId,
                new ServiceCaseId(UUID.randomUUID()),
                Objects.requireNonNullElse(occurredAt, now),
                type,
                channel,
                Objects.requireNonNullElse(priority, Priority.MEDIUM),
                subject,
                text,
                product,
                purchaseId,
                reportedBy,
                ExternalReferenceRequest.referenceOrNull(externalReference));
    }
}
