package io.customer360.query.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.Money;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.ServiceCaseType;
import io.customer360.query.timeline.TimelineEntry.CaseStatus;
import io.customer360.query.timeline.TimelineEntry.SubjectType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a history as it is told over HTTP: with amounts in their currency's main unit, and with the later entry
 * that changed what it says.
 *
 * @param event the name of the event's type
 * @param supersededBy present where a later entry corrected or retracted this one
 */
@Schema(name = "HistoryEntry")
public record Entry(
        String eventId,
        CustomerId customerId,
        long position,
        @Schema(example = "ServiceCaseOpened") String event,
        SubjectType type,

        @Schema(description = "the contact, purchase or service case")
        String subjectId,

        @Schema(description = "the event's number in the life of its subject, counted from 0")
        long sequence,

        Instant occurredAt,
        Instant recordedAt,
        @Nullable String actor,
        @Nullable String source,
        @Nullable String reason,
        @Nullable Amendment amendment,
        @Nullable SupersededBy supersededBy,
        @Nullable Channel channel,
        @Nullable Direction direction,
        @Nullable String headline,
        @Nullable String text,
        @Nullable String contactPerson,
        @Nullable String staffMember,
        @Nullable LocalDate followUpOn,
        @Nullable Instant contactedAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> products,

        @Schema(description = "of the purchase, or what came back or was cancelled of them")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<GoodsLine> lines,

        @Nullable String orderNumber,
        @Nullable Money amount,
        @Nullable Money outstanding,
        @Nullable String paymentReference,
        @Nullable String purchaseId,
        @Nullable ServiceCaseType caseType,
        @Nullable Priority priority,
        @Nullable CaseStatus status,
        @Nullable Instant dueAt,
        @Nullable Rating rating,
        @Nullable ExternalReference externalReference) {

    public Entry {
        products = List.copyOf(products);
        lines = List.copyOf(lines);
    }

    /** The entry that changed what an earlier one says. */
    public record SupersededBy(String eventId, long position, String event, Amendment amendment, Instant occurredAt) {

        static SupersededBy of(TimelineEntry later, Amendment amendment) {
            return new SupersededBy(later.eventId(), later.position(), later.kind(), amendment, later.occurredAt());
        }
    }

    /**
     * An entry as it is read.
     *
     * @param supersededBy the entry that changed it, where there is one
     */
    public static Entry of(TimelineEntry entry, @Nullable SupersededBy supersededBy) {
        return new Entry(
                entry.eventId(),
                entry.customerId(),
                entry.position(),
                entry.kind(),
                entry.subjectType(),
                entry.subjectId(),
                entry.sequence(),
                entry.occurredAt(),
                entry.recordedAt(),
                entry.actor(),
                entry.source(),
                entry.reason(),
                entry.amendment(),
                supersededBy,
                entry.channel(),
                entry.direction(),
                entry.headline(),
                entry.text(),
                entry.contactPerson(),
                entry.staffMember(),
                entry.followUpOn(),
                entry.contactedAt(),
                entry.products(),
                entry.lines(),
                entry.orderNumber(),
                entry.money(),
                money(entry.outstanding(), entry.currency()),
                entry.paymentReference(),
                entry.purchaseId(),
                entry.caseType(),
                entry.priority(),
                entry.status(),
                entry.dueAt(),
                entry.rating(),
                entry.externalReference());
    }

    private static @Nullable Money money(@Nullable Long minorUnits, @Nullable String code) {
        if (minorUnits == null || code == null) {
            return null;
        }
        Currency currency = Currency.getInstance(code);
        return new Money(BigDecimal.valueOf(minorUnits, Math.max(0, currency.getDefaultFractionDigits())), currency);
    }
}
