package io.customer360.events.customer;

import java.util.Objects;
import java.util.UUID;

/** Identifies a customer. */
public record CustomerId(UUID value) {
    public CustomerId {
        Objects.requireNonNull(value);
    }

    public static CustomerId of(String value) {
        return new CustomerId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
