package io.customer360.query.timeline;

import io.customer360.events.InteractionEvent;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.purchase.ReturnedLine;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.ServiceCaseType;
import io.customer360.platform.EventMetadata;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.text.Shortened;
import io.customer360.query.timeline.TimelineEntry.CaseStatus;
import io.customer360.query.timeline.TimelineEntry.SubjectType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An entry while it is put together. */
final class TimelineDraft {

    private static final int LONGEST_HEADLINE = 120;

    private final InteractionEvent event;
    private final FactContext context;

    private @Nullable SubjectType subjectType;
    private @Nullable String subjectId;
    private List<String> products = List.of();
    private List<GoodsLine> lines = List.of();
    private @Nullable Money amount;
    private @Nullable Money outstanding;
    private @Nullable Rating rating;

    @Nullable
    Amendment amendment;

    @Nullable
    String reason;

    @Nullable
    Channel channel;

    @Nullable
    Direction direction;

    @Nullable
    String headline;

    @Nullable
    String text;

    @Nullable
    String contactPerson;

    @Nullable
    String staffMember;

    @Nullable
    LocalDate followUpOn;

    @Nullable
    Instant contactedAt;

    @Nullable
    String orderNumber;

    @Nullable
    String paymentReference;

    @Nullable
    String purchaseId;

    @Nullable
    ServiceCaseType caseType;

    @Nullable
    Priority priority;

    @Nullable
    CaseStatus status;

    @Nullable
    Instant dueAt;

    @Nullable
    ExternalReference externalReference;

    TimelineDraft(InteractionEvent event, FactContext context) {
        this.event = event;
        this.context = context;
        reason = context.metadata().get(EventMetadata.REASON);
    }

    void subject(SubjectType type, Object id) {
        subjectType = type;
        subjectId = id.toString();
    }

    void reason(@Nullable String given) {
        reason = given == null ? reason : given;
    }

    void details(ContactDetails details) {
        channel = details.channel();
        direction = details.direction();
        headline = details.subject();
        text = details.text();
        contactPerson = details.contactPerson();
        staffMember = details.staffMember();
        followUpOn = details.followUpOn();
    }

    /** A text without a subject is its own headline. */
    void said(@Nullable String words) {
        headline = words;
    }

    void product(@Nullable String product) {
        products = product == null ? List.of() : List.of(product);
    }

    void purchased(List<PurchaseLine> bought) {
        goods(bought.stream().map(GoodsLine::of), bought.stream().map(PurchaseLine::description));
    }

    void returned(List<ReturnedLine> back) {
        goods(back.stream().map(GoodsLine::of), Stream.empty());
    }

    private void goods(Stream<GoodsLine> goods, Stream<@Nullable String> descriptions) {
        lines = goods.toList();
        products = lines.stream().map(GoodsLine::product).distinct().toList();
        headline = String.join(", ", products);
        List<String> described =
                descriptions.filter(Objects::nonNull).distinct().toList();
        text = described.isEmpty() ? null : String.join("\n", described);
    }

    void money(Money amountOfEvent, Money outstandingAfter) {
        amount = amountOfEvent;
        outstanding = outstandingAfter;
    }

    void rating(Rating given) {
        rating = given;
    }

    TimelineEntry entry() {
        String line = headline == null ? null : Shortened.to(LONGEST_HEADLINE, headline);
        // What the headline can't hold must stay readable and findable.
        String all = line == null || line.equals(headline) ? text : text == null ? headline : headline + "\n" + text;
        return new TimelineEntry(
                context.eventId(),
                event.customerId(),
                context.position(),
                event.getClass().getSimpleName(),
                Objects.requireNonNull(subjectType),
                Objects.requireNonNull(subjectId),
                context.aggregateVersion(),
                event.occurredAt(),
                context.recordedAt(),
                context.metadata().get(EventMetadata.ACTOR),
                context.metadata().get(EventMetadata.SOURCE),
                reason,
                amendment,
                channel,
                direction,
                line,
                all,
                contactPerson,
                staffMember,
                followUpOn,
                contactedAt,
                products,
                lines,
                orderNumber,
                amount == null ? null : amount.minorUnits(),
                outstanding == null ? null : outstanding.minorUnits(),
                amount == null ? null : amount.currency().getCurrencyCode(),
                paymentReference,
                purchaseId,
                caseType,
                priority,
                status,
                dueAt,
                rating == null ? null : rating.scale(),
                rating == null ? null : rating.value(),
                externalReference);
    }
}
