package io.customer360.query.timeline;

import io.customer360.events.ContactEvent;
import io.customer360.events.ContactEvent.ContactCorrected;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.ContactEvent.ContactRetracted;
import io.customer360.events.InteractionEvent;
import io.customer360.events.PurchaseEvent;
import io.customer360.events.PurchaseEvent.GoodsReturned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchaseCancelled;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.ServiceCaseEvent;
import io.customer360.events.ServiceCaseEvent.ServiceCaseAssigned;
import io.customer360.events.ServiceCaseEvent.ServiceCaseClosed;
import io.customer360.events.ServiceCaseEvent.ServiceCaseOpened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRatingCorrected;
import io.customer360.events.ServiceCaseEvent.ServiceCaseReopened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResolved;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResponded;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.Money;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseType;
import io.customer360.query.ledger.FactContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a customer's history: one interaction event, flat, as it was recorded. It is never rewritten; a later
 * entry with an {@link Amendment} about the same subject tells that it no longer holds.
 *
 * @param kind the name of the event's type
 * @param subjectId the contact, purchase or service case
 * @param sequence the event's number in the life of its subject, counted from 0
 * @param reason why, as the event says, or else as was said when it was recorded
 * @param headline what it was about, in one line; in the words of those who recorded it
 * @param text all that was said, where that is more
 * @param contactedAt when the contact took place that is corrected or retracted, as it stands after it
 * @param lines of the purchase, or what came back or was cancelled of them
 * @param amount in the currency's smallest unit: of the purchase, payment, return or cancellation
 * @param outstanding what is still owed for the purchase after it, in the currency's smallest unit
 * @param status the service case's, after it
 * @param ratingValue on the {@code ratingScale}
 */
public record TimelineEntry(
        String eventId,
        CustomerId customerId,
        long position,
        String kind,
        SubjectType subjectType,
        String subjectId,
        long sequence,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable String actor,
        @Nullable String source,
        @Nullable String reason,
        @Nullable Amendment amendment,
        @Nullable Channel channel,
        @Nullable Direction direction,
        @Nullable String headline,
        @Nullable String text,
        @Nullable String contactPerson,
        @Nullable String staffMember,
        @Nullable LocalDate followUpOn,
        @Nullable Instant contactedAt,
        List<String> products,
        List<GoodsLine> lines,
        @Nullable String orderNumber,
        @Nullable Long amount,
        @Nullable Long outstanding,
        @Nullable String currency,
        @Nullable String paymentReference,
        @Nullable String purchaseId,
        @Nullable ServiceCaseType caseType,
        @Nullable Priority priority,
        @Nullable CaseStatus status,
        @Nullable Instant dueAt,
        @Nullable RatingScale ratingScale,
        @Nullable Integer ratingValue,
        @Nullable ExternalReference externalReference) {

    public TimelineEntry {
        products = List.copyOf(products);
        lines = List.copyOf(lines);
    }

    /** What an entry is about. */
    public enum SubjectType {
        CONTACT,
        PURCHASE,
        SERVICE_CASE
    }

    /** How a service case stands. */
    public enum CaseStatus {
        OPEN,
        RESOLVED,
        CLOSED
    }

    /** Depends on nothing but its arguments. */
    public static TimelineEntry of(InteractionEvent event, FactContext context) {
        TimelineDraft draft = new TimelineDraft(event, context);
        switch (event) {
            case ContactEvent contact -> contact(draft, contact);
            case PurchaseEvent purchase -> purchase(draft, purchase);
            case ServiceCaseEvent serviceCase -> serviceCase(draft, serviceCase);
        }
        return draft.entry();
    }

    private static void contact(TimelineDraft draft, ContactEvent event) {
        draft.subject(SubjectType.CONTACT, event.contactId());
        switch (event) {
            case ContactRecorded recorded -> {
                draft.details(recorded.details());
                draft.externalReference = recorded.externalReference();
            }
            case ContactCorrected corrected -> {
                draft.amendment = Amendment.CORRECTION;
                draft.details(corrected.details());
                draft.contactedAt = corrected.contactedAt();
            }
            case ContactRetracted retracted -> {
                draft.amendment = Amendment.RETRACTION;
                draft.details(retracted.details());
                draft.contactedAt = retracted.contactedAt();
                draft.reason = retracted.reason();
            }
        }
    }

    private static void purchase(TimelineDraft draft, PurchaseEvent event) {
        draft.subject(SubjectType.PURCHASE, event.purchaseId());
        draft.orderNumber = event.orderNumber();
        switch (event) {
            case PurchasePlaced placed -> {
                draft.purchased(placed.lines());
                draft.money(placed.total(), placed.total());
                draft.externalReference = placed.externalReference();
            }
            case PaymentReceived payment -> {
                draft.paymentReference = payment.paymentReference();
                draft.money(payment.amount(), payment.outstanding());
            }
            case GoodsReturned returned -> {
                draft.returned(returned.lines());
                draft.money(returned.amount(), returned.outstanding());
                draft.reason(returned.reason());
            }
            case PurchaseCancelled cancelled -> {
                draft.returned(cancelled.lines());
                draft.money(cancelled.amount(), cancelled.outstanding());
                draft.reason(cancelled.reason());
            }
        }
    }

    private static void serviceCase(TimelineDraft draft, ServiceCaseEvent event) {
        draft.subject(SubjectType.SERVICE_CASE, event.serviceCaseId());
        draft.caseType = event.type();
        switch (event) {
            case ServiceCaseOpened opened -> {
                draft.status = CaseStatus.OPEN;
                draft.channel = opened.channel();
                draft.direction = Direction.INBOUND;
                draft.priority = opened.priority();
                draft.headline = opened.subject();
                draft.text = opened.text();
                draft.product(opened.product());
                draft.contactPerson = opened.reportedBy();
                draft.dueAt = opened.dueAt();
                draft.externalReference = opened.externalReference();
                if (opened.purchaseId() != null) {
                    draft.purchaseId = opened.purchaseId().toString();
                }
            }
            case ServiceCaseAssigned assigned -> draft.staffMember = assigned.assignee();
            case ServiceCaseResponded responded -> {
                draft.channel = responded.channel();
                draft.direction = Direction.OUTBOUND;
                draft.staffMember = responded.staffMember();
                draft.said(responded.text());
            }
            case ServiceCaseResolved resolved -> {
                draft.status = CaseStatus.RESOLVED;
                draft.staffMember = resolved.staffMember();
                draft.dueAt = resolved.dueAt();
                draft.said(resolved.resolution());
            }
            case ServiceCaseReopened reopened -> {
                draft.status = CaseStatus.OPEN;
                draft.priority = reopened.priority();
                draft.headline = reopened.subject();
                draft.staffMember = reopened.assignee();
                draft.dueAt = reopened.dueAt();
                draft.reason(reopened.reason());
            }
            case ServiceCaseClosed closed -> {
                draft.status = CaseStatus.CLOSED;
                draft.reason(closed.reason());
            }
            case ServiceCaseRated rated -> {
                draft.rating(rated.rating());
                draft.said(rated.comment());
            }
            case ServiceCaseRatingCorrected corrected -> {
                draft.amendment = Amendment.CORRECTION;
                draft.rating(corrected.rating());
                draft.reason(corrected.reason());
            }
        }
    }

    /** The amount as money, where there is one. */
    public @Nullable Money money() {
        if (amount == null || currency == null) {
            return null;
        }
        Currency unit = Currency.getInstance(currency);
        return new Money(BigDecimal.valueOf(amount, Math.max(0, unit.getDefaultFractionDigits())), unit);
    }

    /** The rating, where there is one. */
    public @Nullable Rating rating() {
        return ratingScale == null || ratingValue == null ? null : new Rating(ratingScale, ratingValue);
    }
}
