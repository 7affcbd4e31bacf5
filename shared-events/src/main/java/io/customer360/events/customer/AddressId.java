package io.customer360.events.customer;

import java.util.Objects;
import java.util.UUID;

/** Identifies one address of a customer. */
public record AddressId(UUID value) {
    public AddressId {
        Objects.requireNonNull(value);
    }

    public static AddressId of(String value) {
        return new AddressId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
