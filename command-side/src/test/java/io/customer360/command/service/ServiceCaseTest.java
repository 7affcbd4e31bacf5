package io.customer360.command.service;

import static io.customer360.command.platform.Refusal.refusal;
import static io.customer360.command.platform.Rejection.OCCURRED_TOO_EARLY;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_ALREADY_OPEN;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_ALREADY_RATED;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_ALREADY_RESOLVED;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_CLOSED;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_NOT_RATED;
import static io.customer360.command.platform.Rejection.SERVICE_CASE_NOT_RESOLVED;
import static io.customer360.events.service.RatingScale.RECOMMENDATION;
import static io.customer360.events.service.RatingScale.SATISFACTION;
import static io.customer360.events.service.ServiceCaseType.COMPLAINT;

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
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.ServiceCaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ServiceCaseTest {

    private static final ServiceCaseId CASE = ServiceCaseId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c921");
    private static final CustomerId CUSTOMER = CustomerId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c902");
    private static final Instant OPENED = Instant.parse("2025-03-01T10:00:00Z");
    private static final Instant DUE = Instant.parse("2025-03-03T10:00:00Z");
    private static final Instant LATER = Instant.parse("2025-03-02T09:00:00Z");
    private static final Instant MUCH_LATER = Instant.parse("2025-04-01T12:00:00Z");

    private final FixtureConfiguration<ServiceCase> fixture = newFixture();

    private static FixtureConfiguration<ServiceCase> newFixture() {
        return new AggregateTestFixture<>(ServiceCase.class)
                .registerInjectableResource(new ResolutionTargets(
                        Duration.ofDays(10), Duration.ofDays(5), Duration.ofDays(2), Duration.ofDays(1)));
    }

    @Test
    void isAssigned() {
        fixture.given(opened()).when(assignmentTo("lena")).expectEvents(assigned(null, "lena"));
    }

    @Test
    void namesWhoHadItBefore() {
        fixture.given(opened(), assigned(null, "lena"))
                .when(assignmentTo("wei"))
                .expectEvents(assigned("lena", "wei"));
    }

    @Test
    void leavesItWithWhoHasIt() {
        fixture.given(opened(), assigned(null, "lena"), resolved())
                .when(assignmentTo("lena"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void refusesToBeAssignedOnceThereIsNothingToDo() {
        fixture.given(opened(), resolved())
                .when(assignmentTo("wei"))
                .expectNoEvents()
                .expectException(refusal(SERVICE_CASE_ALREADY_RESOLVED, "Reopen it first"));
    }

    @Test
    void marksTheFirstResponse() {
        fixture.given(opened())
                .when(response("Please send a photo"))
                .expectEvents(responded("Please send a photo", true));
    }

    @Test
    void marksNoFurtherResponse() {
        fixture.given(opened(), responded("Please send a photo", true))
                .when(response("Thank you"))
                .expectEvents(responded("Thank you", false));
    }

    @Test
    void takesTheSameResponseOnce() {
        fixture.given(
                        opened(),
                        responded("Please send a photo", true),
                        responded("Thank you", false),
                        resolved(),
                        closed())
                .when(response("Please send a photo"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void isAnsweredAlsoAfterItWasResolved() {
        fixture.given(opened(), resolved()).when(response("All done")).expectEvents(responded("All done", true));
    }

    @Test
    void refusesAResponseOnceItIsClosed() {
        fixture.given(opened(), resolved(), closed())
                .when(response("All done"))
                .expectNoEvents()
                .expectException(refusal(SERVICE_CASE_CLOSED, "Reopen it first"));
    }

    @Test
    void isResolved() {
        fixture.given(opened()).when(resolution(LATER, "Part replaced")).expectEvents(resolved());
    }

    @Test
    void leavesItAtTheSameResolution() {
        fixture.given(opened(), resolved())
                .when(resolution(MUCH_LATER, "Part replaced"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void refusesAnotherResolutionUntilItIsReopened() {
        fixture.given(opened(), resolved())
                .when(resolution(MUCH_LATER, "Money back"))
                .expectNoEvents()
                .expectException(refusal(SERVICE_CASE_ALREADY_RESOLVED, "Reopen it first"));
        newFixture()
                .given(opened(), resolved(), reopened())
                .when(resolution(MUCH_LATER, "Part replaced"))
                .expectEvents(new ServiceCaseResolved(
                        CASE,
                        CUSTOMER,
                        MUCH_LATER,
                        COMPLAINT,
                        OPENED,
                        MUCH_LATER.plus(Duration.ofDays(2)),
                        "lena",
                        "Part replaced"));
    }

    @Test
    void isNotResolvedAgainByTheSameResolutionSentAgain() {
        fixture.given(opened(), resolved(), reopened())
                .when(resolution(LATER, "Part replaced"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void refusesToBeResolvedOnceItIsGivenUp() {
        fixture.given(opened(), closedUnresolved())
                .when(resolution(LATER, "Part replaced"))
                .expectException(refusal(SERVICE_CASE_CLOSED));
    }

    @Test
    void isDueAnewOnceItIsReopened() {
        fixture.given(opened(), assigned(null, "lena"), resolved())
                .when(new ReopenServiceCase(CASE, MUCH_LATER, "broken again", null))
                .expectEvents(new ServiceCaseReopened(
                        CASE,
                        CUSTOMER,
                        MUCH_LATER,
                        COMPLAINT,
                        OPENED,
                        MUCH_LATER.plus(Duration.ofDays(2)),
                        "Pot leaks",
                        Priority.HIGH,
                        "lena",
                        "broken again"));
    }

    @Test
    void isReopenedAlsoFromClosed() {
        fixture.given(opened(), resolved(), closed())
                .when(new ReopenServiceCase(CASE, MUCH_LATER, "broken again", null))
                .expectEvents(reopened());
    }

    @Test
    void leavesItAtOneReopening() {
        fixture.given(opened(), resolved(), reopened())
                .when(new ReopenServiceCase(CASE, MUCH_LATER, "broken again", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void refusesToReopenWhatIsOpen() {
        fixture.given(opened())
                .when(new ReopenServiceCase(CASE, MUCH_LATER, "broken again", null))
                .expectNoEvents()
                .expectException(refusal(SERVICE_CASE_ALREADY_OPEN));
    }

    @Test
    void isClosedAsResolved() {
        fixture.given(opened(), resolved())
                .when(new CloseServiceCase(CASE, MUCH_LATER, null, null))
                .expectEvents(closed());
    }

    @Test
    void isClosedAsGivenUp() {
        fixture.given(opened(), resolved(), reopened())
                .when(new CloseServiceCase(CASE, MUCH_LATER, "no answer", null))
                .expectEvents(closedUnresolved());
    }

    @Test
    void leavesItAtOneClosing() {
        fixture.given(opened(), closedUnresolved())
                .when(new CloseServiceCase(CASE, MUCH_LATER, "no answer", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void isRatedOnceItIsResolvedOrClosed() {
        for (List<?> history : List.of(List.of(opened(), resolved()), List.of(opened(), closedUnresolved()))) {
            newFixture()
                    .given(history)
                    .when(new RateServiceCase(CASE, LATER, new Rating(SATISFACTION, 2), "slow", null))
                    .expectEvents(rated(new Rating(SATISFACTION, 2)));
        }
    }

    @Test
    void refusesARatingWhileItIsOpen() {
        fixture.given(opened())
                .when(new RateServiceCase(CASE, LATER, new Rating(SATISFACTION, 2), "slow", null))
                .expectNoEvents()
                .expectException(refusal(SERVICE_CASE_NOT_RESOLVED, "still open"));
    }

    @Test
    void isRatedOnceOnEachScale() {
        fixture.given(opened(), resolved(), rated(new Rating(SATISFACTION, 2)))
                .when(new RateServiceCase(CASE, LATER, new Rating(RECOMMENDATION, 2), "slow", null))
                .expectEvents(rated(new Rating(RECOMMENDATION, 2)));
        newFixture()
                .given(opened(), resolved(), rated(new Rating(SATISFACTION, 2)))
                .when(new RateServiceCase(CASE, LATER, new Rating(SATISFACTION, 3), "slow", null))
                .expectNoEvents()
                .expectException(refusal(SERVICE_CASE_ALREADY_RATED, "SATISFACTION 2", "correct it"));
    }

    @Test
    void takesTheSameRatingOnce() {
        fixture.given(opened(), resolved(), rated(new Rating(SATISFACTION, 2)), reopened())
                .when(new RateServiceCase(CASE, MUCH_LATER, new Rating(SATISFACTION, 2), "slow", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void keepsACorrectionWhenTheFirstRatingIsSentAgain() {
        fixture.given(opened(), resolved(), rated(new Rating(SATISFACTION, 2)), ratingCorrected(2, 5))
                .when(new RateServiceCase(CASE, LATER, new Rating(SATISFACTION, 2), "slow", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void hasItsRatingCorrected() {
        fixture.given(opened(), resolved(), rated(new Rating(SATISFACTION, 2)), ratingCorrected(2, 5))
                .when(new CorrectRating(CASE, MUCH_LATER, new Rating(SATISFACTION, 4), "misread", null))
                .expectEvents(ratingCorrected(5, 4));
    }

    @Test
    void leavesItAtARatingThatIsRightAlready() {
        fixture.given(opened(), resolved(), rated(new Rating(SATISFACTION, 2)))
                .when(new CorrectRating(CASE, MUCH_LATER, new Rating(SATISFACTION, 2), "misread", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void refusesToCorrectARatingThatThereIsNot() {
        fixture.given(opened(), resolved(), rated(new Rating(SATISFACTION, 2)))
                .when(new CorrectRating(CASE, MUCH_LATER, new Rating(RECOMMENDATION, 2), "misread", null))
                .expectNoEvents()
                .expectException(refusal(SERVICE_CASE_NOT_RATED, "RECOMMENDATION"));
    }

    @Test
    void refusesWhatHappenedBeforeItWasOpened() {
        Instant before = OPENED.minusSeconds(1);
        for (Object command : List.of(
                new AssignServiceCase(CASE, before, "lena", null),
                new RespondToServiceCase(CASE, before, null, null, "Hello", null),
                new ResolveServiceCase(CASE, before, null, "Done", null),
                new CloseServiceCase(CASE, before, null, null))) {
            newFixture()
                    .given(opened())
                    .when(command)
                    .expectNoEvents()
                    .expectException(refusal(OCCURRED_TOO_EARLY, "2025-03-01T10:00:00Z"));
        }
        fixture.given(opened(), resolved())
                .when(new RateServiceCase(CASE, before, new Rating(SATISFACTION, 2), null, null))
                .expectException(refusal(OCCURRED_TOO_EARLY));
    }

    private static AssignServiceCase assignmentTo(String assignee) {
        return new AssignServiceCase(CASE, LATER, assignee, null);
    }

    private static RespondToServiceCase response(String text) {
        return new RespondToServiceCase(CASE, LATER, Channel.EMAIL, "lena", text, null);
    }

    private static ResolveServiceCase resolution(Instant at, String text) {
        return new ResolveServiceCase(CASE, at, "lena", text, null);
    }

    private static ServiceCaseOpened opened() {
        return new ServiceCaseOpened(
                CASE,
                CUSTOMER,
                OPENED,
                COMPLAINT,
                Channel.EMAIL,
                Priority.HIGH,
                "Pot leaks",
                null,
                "Pot",
                null,
                null,
                DUE,
                null);
    }

    private static ServiceCaseAssigned assigned(String previous, String assignee) {
        return new ServiceCaseAssigned(CASE, CUSTOMER, LATER, COMPLAINT, previous, assignee);
    }

    private static ServiceCaseResponded responded(String text, boolean first) {
        return new ServiceCaseResponded(CASE, CUSTOMER, LATER, COMPLAINT, OPENED, first, Channel.EMAIL, "lena", text);
    }

    private static ServiceCaseResolved resolved() {
        return new ServiceCaseResolved(CASE, CUSTOMER, LATER, COMPLAINT, OPENED, DUE, "lena", "Part replaced");
    }

    private static ServiceCaseReopened reopened() {
        return new ServiceCaseReopened(
                CASE,
                CUSTOMER,
                MUCH_LATER,
                COMPLAINT,
                OPENED,
                MUCH_LATER.plus(Duration.ofDays(2)),
                "Pot leaks",
                Priority.HIGH,
                null,
                "broken again");
    }

    private static ServiceCaseClosed closed() {
        return new ServiceCaseClosed(CASE, CUSTOMER, MUCH_LATER, COMPLAINT, OPENED, true, null);
    }

    private static ServiceCaseClosed closedUnresolved() {
        return new ServiceCaseClosed(CASE, CUSTOMER, MUCH_LATER, COMPLAINT, OPENED, false, "no answer");
    }

    private static ServiceCaseRated rated(Rating rating) {
        return new ServiceCaseRated(CASE, CUSTOMER, LATER, COMPLAINT, rating, "slow");
    }

    private static ServiceCaseRatingCorrected ratingCorrected(int from, int to) {
        return new ServiceCaseRatingCorrected(
                CASE,
                CUSTOMER,
                MUCH_LATER,
                COMPLAINT,
                LATER,
                new Rating(SATISFACTION, from),
                new Rating(SATISFACTION, to),
                "misread");
    }
}
