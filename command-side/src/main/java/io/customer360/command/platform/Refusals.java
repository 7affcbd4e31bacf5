package io.customer360.command.platform;

import io.customer360.events.contact.ContactId;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.ServiceCaseId;
import org.axonframework.modelling.command.AggregateNotFoundException;

/** What is refused in the same way whatever the command is about. */
public final class Refusals {

    private Refusals() {}

    /**
     * There is nothing under the id that a command names.
     *
     * @param target the id of the aggregate that the command is for
     */
    public static Rejected notFound(Object target, AggregateNotFoundException missing) {
        return switch (target) {
            case CustomerId id -> notFound(Rejection.CUSTOMER_NOT_FOUND, "customer", id);
            case ContactId id -> notFound(Rejection.CONTACT_NOT_FOUND, "contact", id);
            case PurchaseId id -> notFound(Rejection.PURCHASE_NOT_FOUND, "purchase", id);
            case ServiceCaseId id -> notFound(Rejection.SERVICE_CASE_NOT_FOUND, "service case", id);
            default -> throw missing;
        };
    }

    private static Rejected notFound(Rejection rejection, String kind, Object id) {
        return new Rejected(
                rejection, "There is no %s %s. Check the id; a search may find what is meant.".formatted(kind, id));
    }

    public static Rejected changedSince(long expected, long actual) {
        return new Rejected(
                Rejection.VERSION_MISMATCH,
                "It has version %d, not %d: somebody changed it since. Read it again, and repeat the request with If-Match: \"%d\" if it is still meant."
                        .formatted(actual, expected, actual));
    }

    /**
     * Another command holds what this one needs, and has not finished. The sender tries it again a few times, also
     * where another node has handled it.
     */
    public static Rejected pending(String why) {
        return new Rejected(Rejection.CONCURRENT_CHANGE, why + ". Nothing was done; try again in a moment.");
    }

    /** The event store or the database is out of reach. */
    public static Rejected storeUnavailable() {
        return new Rejected(
                Rejection.STORE_UNAVAILABLE,
                "What is written can't be stored at the moment. Whether the request had an effect is not certain;"
                        + " repeat it later, under the same Idempotency-Key.");
    }

    static Rejected changedAtTheSameTime() {
        return new Rejected(
                Rejection.CONCURRENT_CHANGE,
                "Others kept changing the same thing at the same time. Nothing was done; try again in a moment.");
    }
}
