package io.customer360.command.platform;

import io.customer360.events.customer.ExternalReference;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a command claims for the aggregate that it creates or changes.
 *
 * @param reference what another system calls the thing that is created; a second command with the same one creates
 *     nothing and has the outcome of the first
 * @param reachableAt ways to reach the customer; the command is refused as a likely duplicate if another customer has
 *     one of them, unless {@code duplicatesMeant}
 * @param released ways by which the customer can be reached no longer
 */
public record Claims(
        @Nullable ClaimedReference reference,
        List<ContactPoint> reachableAt,
        List<ContactPoint> released,
        boolean duplicatesMeant) {

    /** With more of them, one statement for all would become too long. */
    private static final int MOST_POINTS_IN_STATEMENT = 8;

    private static final Claims NONE = new Claims(null, List.of(), List.of(), false);

    public Claims {
        List<ContactPoint> taken = List.copyOf(reachableAt);
        reachableAt = taken;
        // A number that is only written differently stays claimed.
        released = released.stream().filter(point -> !taken.contains(point)).toList();
    }

    /**
     * An external reference is unique for each kind of thing.
     *
     * @param kind the type name of the aggregate: {@code Customer}, {@code Purchase}, …
     */
    public record ClaimedReference(String kind, ExternalReference reference) {}

    /** Whether there is more to do about them than to store them if nobody else has them. */
    boolean needCare() {
        return duplicatesMeant || !released.isEmpty() || reachableAt.size() > MOST_POINTS_IN_STATEMENT;
    }

    public static Claims none() {
        return NONE;
    }

    /** Claims the reference, if there is one. */
    public static Claims reference(String kind, @Nullable ExternalReference reference) {
        return reference == null ? NONE : NONE.and(kind, reference);
    }

    public static Claims reachableAt(List<ContactPoint> points, boolean duplicatesMeant) {
        return new Claims(null, points, List.of(), duplicatesMeant);
    }

    public static Claims released(ContactPoint point) {
        return new Claims(null, List.of(), List.of(point), false);
    }

    public Claims and(String kind, @Nullable ExternalReference reference) {
        return reference == null
                ? this
                : new Claims(new ClaimedReference(kind, reference), reachableAt, released, duplicatesMeant);
    }

    public Claims andReleased(ContactPoint point) {
        return new Claims(
                reference,
                reachableAt,
                Stream.concat(released.stream(), Stream.of(point)).toList(),
                duplicatesMeant);
    }
}
