package io.customer360.events.purchase;

import java.util.Objects;
import java.util.UUID;

/** Identifies a purchase. */
public record PurchaseId(UUID value) {
    public PurchaseId {
        Objects.requireNonNull(value);
    }

    public static PurchaseId of(String value) {
        return new PurchaseId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
