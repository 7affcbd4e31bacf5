package io.customer360.events;

import io.customer360.events.contact.Channel;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The life of one service case, from the customer's request or complaint to the rating of how it was handled. */
public sealed interface ServiceCaseEvent extends InteractionEvent {

    ServiceCaseId serviceCaseId();

    ServiceCaseType type();

    /** {@code dueAt} is the moment by which the case has to be resolved to count as resolved in time. */
    @Revision("1")
    record ServiceCaseOpened(
            ServiceCaseId serviceCaseId,
            CustomerId customerId,
            Instant occurredAt,
            ServiceCaseType type,
            Channel channel,
            Priority priority,
            String subject,
            @Nullable String text,
            @Nullable String product,
            @Nullable PurchaseId purchaseId,
            @Nullable String reportedBy,
            Instant dueAt,
            @Nullable ExternalReference externalReference)
            implements ServiceCaseEvent {}

    @Revision("1")
    record ServiceCaseAssigned(
            ServiceCaseId serviceCaseId,
            CustomerId customerId,
            Instant occurredAt,
            ServiceCaseType type,
            @Nullable String previousAssignee,
            String assignee)
            implements ServiceCaseEvent {}

    /** {@code first} marks the first response to the case, in the order of recording. */
    @Revision("1")
    record ServiceCaseResponded(
            ServiceCaseId serviceCaseId,
            CustomerId customerId,
            Instant occurredAt,
            ServiceCaseType type,
            Instant openedAt,
            boolean first,
            @Nullable Channel channel,
            @Nullable String staffMember,
            @Nullable String text)
            implements ServiceCaseEvent {}

    @Revision("1")
    record ServiceCaseResolved(
            ServiceCaseId serviceCaseId,
            CustomerId customerId,
            Instant occurredAt,
            ServiceCaseType type,
            Instant openedAt,
            Instant dueAt,
            @Nullable String staffMember,
            @Nullable String resolution)
            implements ServiceCaseEvent {}

    /** {@code dueAt} is counted anew from the reopening. */
    @Revision("1")
    record ServiceCaseReopened(
            ServiceCaseId serviceCaseId,
            CustomerId customerId,
            Instant occurredAt,
            ServiceCaseType type,
            Instant openedAt,
            Instant dueAt,
            String subject,
            Priority priority,
            @Nullable String assignee,
            String reason)
            implements ServiceCaseEvent {}

    /** {@code resolved} is false where the case was still open when it was closed: given up rather than resolved. */
    @Revision("1")
    record ServiceCaseClosed(
            ServiceCaseId serviceCaseId,
            CustomerId customerId,
            Instant occurredAt,
            ServiceCaseType type,
            Instant openedAt,
            boolean resolved,
            @Nullable String reason)
            implements ServiceCaseEvent {}

    @Revision("1")
    record ServiceCaseRated(
            ServiceCaseId serviceCaseId,
            CustomerId customerId,
            Instant occurredAt,
            ServiceCaseType type,
            Rating rating,
            @Nullable String comment)
            implements ServiceCaseEvent {}

    /** {@code ratedAt} is when the rating that is corrected had been given. */
    @Revision("1")
    record ServiceCaseRatingCorrected(
            ServiceCaseId serviceCaseId,
            CustomerId customerId,
            Instant occurredAt,
            ServiceCaseType type,
            Instant ratedAt,
            Rating previousRating,
            Rating rating,
            String reason)
            implements ServiceCaseEvent {}
}
