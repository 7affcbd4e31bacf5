package io.customer360.query.profile;

import io.customer360.events.service.Priority;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All about a customer's service cases. Resolutions are counted, not resolved cases: one that is reopened and resolved
 * again counts twice.
 *
 * @param open those neither resolved nor closed now
 * @param opened those ever opened
 * @param reopened how often one was reopened
 * @param resolvedInTime resolutions up to the moment when they were due
 * @param resolvedLate resolutions after it
 * @param givenUp how often one was closed without being resolved
 * @param types how many of each type were opened
 * @param openCases of the open ones the 50 that are due first; where more are open, one that did not fit when it was
 *     opened stays out
 */
public record ServiceCases(
        long open,
        long opened,
        long reopened,
        long resolvedInTime,
        long resolvedLate,
        long givenUp,
        SortedMap<ServiceCaseType, Long> types,
        List<OpenCase> openCases) {

    private static final int KEPT_OPEN_CASES = 50;
    private static final Comparator<OpenCase> BY_DUE_DATE = Comparator.comparing(OpenCase::dueAt)
            .thenComparing(open -> open.serviceCaseId().value());

    static final ServiceCases NONE = new ServiceCases(0, 0, 0, 0, 0, 0, Profile.sorted(Map.of()), List.of());

    public ServiceCases {
        types = Profile.sorted(types);
        openCases = List.copyOf(openCases);
    }

    public long complaints() {
        return types.getOrDefault(ServiceCaseType.COMPLAINT, 0L);
    }

    ServiceCases opened(OpenCase opening) {
        return new ServiceCases(
                open + 1,
                opened + 1,
                reopened,
                resolvedInTime,
                resolvedLate,
                givenUp,
                Profile.plus(types, opening.type(), 1),
                with(opening));
    }

    ServiceCases assigned(ServiceCaseId serviceCaseId, String assignee) {
        return new ServiceCases(
                open,
                opened,
                reopened,
                resolvedInTime,
                resolvedLate,
                givenUp,
                types,
                openCases.stream()
                        .map(kept -> kept.serviceCaseId().equals(serviceCaseId) ? kept.assignedTo(assignee) : kept)
                        .toList());
    }

    ServiceCases resolved(ServiceCaseId serviceCaseId, boolean inTime) {
        return new ServiceCases(
                open - 1,
                opened,
                reopened,
                resolvedInTime + (inTime ? 1 : 0),
                resolvedLate + (inTime ? 0 : 1),
                givenUp,
                types,
                without(serviceCaseId));
    }

    ServiceCases reopened(OpenCase reopening) {
        return new ServiceCases(
                open + 1, opened, reopened + 1, resolvedInTime, resolvedLate, givenUp, types, with(reopening));
    }

    ServiceCases givenUp(ServiceCaseId serviceCaseId) {
        return new ServiceCases(
                open - 1, opened, reopened, resolvedInTime, resolvedLate, givenUp + 1, types, without(serviceCaseId));
    }

    private List<OpenCase> with(OpenCase opening) {
        return Stream.concat(openCases.stream(), Stream.of(opening))
                .sorted(BY_DUE_DATE)
                .limit(KEPT_OPEN_CASES)
                .toList();
    }

    private List<OpenCase> without(ServiceCaseId serviceCaseId) {
        return openCases.stream()
                .filter(kept -> !kept.serviceCaseId().equals(serviceCaseId))
                .toList();
    }

    /** A service case that waits for its resolution; {@code subject} is shortened. */
    public record OpenCase(
            ServiceCaseId serviceCaseId,
            ServiceCaseType type,
            Priority priority,
            String subject,
            Instant openedAt,
            Instant dueAt,
            @Nullable String assignee) {

        OpenCase assignedTo(String newAssignee) {
            return new OpenCase(serviceCaseId, type, priority, subject, openedAt, dueAt, newAssignee);
        }
    }
}
