package io.customer360.command.service;

import static io.customer360.command.platform.Rejection.OCCURRED_TOO_EARLY;
import static io.customer360.command.platform.Rejection.PURCHASE_NOT_OF_CUSTOMER;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_ALREADY_OPEN;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_ALREADY_RATED;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_ALREADY_RESOLVED;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_CLOSED;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_NOT_RATED;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_NOT_RESOLVED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import io.customer360.command.platform.Rejected;
import io.customer360.command.purchase.Purchases;
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
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A service case: what a customer asked for or complained about, from the first word to the rating of how it was
 * handled.
 *
 * <p>It is open until it is resolved or closed, and open again when it is reopened. Work is done on an open case; a
 * response may still follow a resolution, and a rating follows a resolution or a closing.
 */
@Aggregate(type = ServiceCase.TYPE)
public class ServiceCase {

    /** The aggregate's type in the event store, and the kind of its external references. */
    public static final String TYPE = "ServiceCase";

    @AggregateIdentifier
    private ServiceCaseId serviceCaseId;

    private CustomerId customerId;
    private ServiceCaseType type;
    private Priority priority;
    private String subject;
    private Instant openedAt;
    private Instant dueAt;
    private State state;
    private @Nullable String assignee;
    private @Nullable String reasonOfReopening;
    private @Nullable Resolution lastResolution;
    private final Set<Resolution> resolutions = new HashSet<>();
    private final Set<Response> responses = new HashSet<>();
    private final Map<RatingScale, Given> ratings = new EnumMap<>(RatingScale.class);

    private enum State {
        OPEN,
        RESOLVED,
        CLOSED
    }

    private record Response(
            Instant at,
            @Nullable Channel channel,
            @Nullable String staffMember,
            @Nullable String text) {}

    private record Resolution(
            Instant at,
            @Nullable String staffMember,
            @Nullable String text) {
        boolean saysTheSameAs(Resolution other) {
            return equals(new Resolution(at, other.staffMember, other.text));
        }
    }

    /** A rating as it was given, and as it is after corrections. */
    private record Given(Instant at, Rating original, Rating current) {}

    /** For Axon, which sets the state by the events that follow. */
    @SuppressWarnings("NullAway.Init")
    ServiceCase() {}

    @SuppressWarnings("NullAway.Init")
    private ServiceCase(ServiceCaseOpened opened) {
        apply(opened);
    }

    /** Begins the life of a service case, from within the customer who asks or complains. */
    public static void open(OpenServiceCase command, ResolutionTargets targets, Purchases purchases) throws Exception {
        PurchaseId purchaseId = command.purchaseId();
        if (purchaseId != null && !purchases.include(purchaseId, command.customerId())) {
            throw new Rejected(
                    PURCHASE_NOT_OF_CUSTOMER,
                    "This customer has no purchase %s. Give the id of one of the customer's purchases, or none."
                            .formatted(purchaseId));
        }
        ServiceCaseOpened opened = new ServiceCaseOpened(
                command.serviceCaseId(),
                command.customerId(),
                command.occurredAt(),
                command.type(),
                command.channel(),
                command.priority(),
                command.subject(),
                command.text(),
                command.product(),
                purchaseId,
                command.reportedBy(),
                targets.dueAt(command.priority(), command.occurredAt()),
                command.externalReference());
        createNew(ServiceCase.class, () -> new ServiceCase(opened));
    }

    @CommandHandler
    void handle(AssignServiceCase command) {
        if (command.assignee().equals(assignee)) {
            return;
        }
        switch (state) {
            case OPEN -> refuseBeforeOpening(command.occurredAt());
            case RESOLVED -> throw alreadyResolved();
            case CLOSED -> throw closed();
        }
        apply(new ServiceCaseAssigned(
                serviceCaseId, customerId, command.occurredAt(), type, assignee, command.assignee()));
    }

    @CommandHandler
    void handle(RespondToServiceCase command) {
        Response response =
                new Response(command.occurredAt(), command.channel(), command.staffMember(), command.text());
        if (responses.contains(response)) {
            return;
        }
        switch (state) {
            // What was resolved at once is answered afterwards.
            case OPEN, RESOLVED -> refuseBeforeOpening(command.occurredAt());
            case CLOSED -> throw closed();
        }
        apply(new ServiceCaseResponded(
                serviceCaseId,
                customerId,
                command.occurredAt(),
                type,
                openedAt,
                responses.isEmpty(),
                command.channel(),
                command.staffMember(),
                command.text()));
    }

    @CommandHandler
    void handle(ResolveServiceCase command) {
        Resolution resolution = new Resolution(command.occurredAt(), command.staffMember(), command.resolution());
        if (resolutions.contains(resolution)) {
            return;
        }
        switch (state) {
            case OPEN -> refuseBeforeOpening(command.occurredAt());
            case RESOLVED -> {
                if (lastResolution != null && lastResolution.saysTheSameAs(resolution)) {
                    return;
                }
                throw alreadyResolved();
            }
            case CLOSED -> throw closed();
        }
        apply(new ServiceCaseResolved(
                serviceCaseId,
                customerId,
                command.occurredAt(),
                type,
                openedAt,
                dueAt,
                command.staffMember(),
                command.resolution()));
    }

    @CommandHandler
    void handle(ReopenServiceCase command, ResolutionTargets targets) {
        if (state == State.OPEN) {
            if (command.reason().equals(reasonOfReopening)) {
                return;
            }
            throw new Rejected(
                    SERVICE_CASE_ALREADY_OPEN, "This case is open; there is nothing to reopen. Go on working on it.");
        }
        refuseBeforeOpening(command.occurredAt());
        apply(new ServiceCaseReopened(
                serviceCaseId,
                customerId,
                command.occurredAt(),
                type,
                openedAt,
                targets.dueAt(priority, command.occurredAt()),
                subject,
                priority,
                assignee,
                command.reason()));
    }

    @CommandHandler
    void handle(CloseServiceCase command) {
        if (state == State.CLOSED) {
            return;
        }
        refuseBeforeOpening(command.occurredAt());
        apply(new ServiceCaseClosed(
                serviceCaseId,
                customerId,
                command.occurredAt(),
                type,
                openedAt,
                state == State.RESOLVED,
                command.reason()));
    }

    @CommandHandler
    void handle(RateServiceCase command) {
        Given before = ratings.get(command.rating().scale());
        if (before != null) {
            if (isRepeated(before, command)) {
                return;
            }
            throw new Rejected(
                    SERVICE_CASE_ALREADY_RATED,
                    "The customer rated this case before: %s %d, on %s. If that was recorded wrongly, correct it by PUT instead."
                            .formatted(
                                    before.current().scale(), before.current().value(), before.at()));
        }
        switch (state) {
            case OPEN ->
                throw new Rejected(
                        SERVICE_CASE_NOT_RESOLVED,
                        "This case is still open; it can be rated once it is resolved or closed.");
            case RESOLVED, CLOSED -> refuseBeforeOpening(command.occurredAt());
        }
        apply(new ServiceCaseRated(
                serviceCaseId, customerId, command.occurredAt(), type, command.rating(), command.comment()));
    }

    @CommandHandler
    void handle(CorrectRating command) {
        Given before = ratings.get(command.rating().scale());
        if (before == null) {
            throw new Rejected(
                    SERVICE_CASE_NOT_RATED,
                    "There is no rating of %s to correct. Record the customer's rating by POST first."
                            .formatted(command.rating().scale()));
        }
        if (before.current().equals(command.rating())) {
            return;
        }
        apply(new ServiceCaseRatingCorrected(
                serviceCaseId,
                customerId,
                command.occurredAt(),
                type,
                before.at(),
                before.current(),
                command.rating(),
                command.reason()));
    }

    @EventSourcingHandler
    void on(ServiceCaseEvent event) {
        switch (event) {
            case ServiceCaseOpened opened -> {
                serviceCaseId = opened.serviceCaseId();
                customerId = opened.customerId();
                type = opened.type();
                priority = opened.priority();
                subject = opened.subject();
                openedAt = opened.occurredAt();
                dueAt = opened.dueAt();
                state = State.OPEN;
            }
            case ServiceCaseAssigned assignment -> assignee = assignment.assignee();
            case ServiceCaseResponded response ->
                responses.add(new Response(
                        response.occurredAt(), response.channel(), response.staffMember(), response.text()));
            case ServiceCaseResolved resolved -> {
                lastResolution = new Resolution(resolved.occurredAt(), resolved.staffMember(), resolved.resolution());
                resolutions.add(lastResolution);
                state = State.RESOLVED;
            }
            case ServiceCaseReopened reopening -> {
                dueAt = reopening.dueAt();
                reasonOfReopening = reopening.reason();
                state = State.OPEN;
            }
            case ServiceCaseClosed closing -> state = State.CLOSED;
            case ServiceCaseRated rated ->
                ratings.put(rated.rating().scale(), new Given(rated.occurredAt(), rated.rating(), rated.rating()));
            case ServiceCaseRatingCorrected correction ->
                ratings.computeIfPresent(
                        correction.rating().scale(),
                        (scale, given) -> new Given(given.at(), given.original(), correction.rating()));
        }
    }

    /** A rating that is sent again, as by a second import, is a repeated one even if it was corrected meanwhile. */
    private static boolean isRepeated(Given before, RateServiceCase command) {
        return before.current().equals(command.rating())
                || (before.original().equals(command.rating()) && before.at().equals(command.occurredAt()));
    }

    private void refuseBeforeOpening(Instant occurredAt) {
        if (occurredAt.isBefore(openedAt)) {
            throw new Rejected(
                    OCCURRED_TOO_EARLY,
                    "This case was opened at %s; nothing can have happened in it at %s, before that. Correct occurredAt."
                            .formatted(openedAt, occurredAt));
        }
    }

    private static Rejected alreadyResolved() {
        return new Rejected(
                SERVICE_CASE_ALREADY_RESOLVED,
                "This case is resolved. Reopen it first if there is more to do, with the reason.");
    }

    private static Rejected closed() {
        return new Rejected(
                SERVICE_CASE_CLOSED, "This case is closed. Reopen it first if there is more to do, with the reason.");
    }
}
