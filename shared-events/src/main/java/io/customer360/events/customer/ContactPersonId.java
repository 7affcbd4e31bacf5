package io.customer360.events.customer;

import java.util.Objects;
import java.util.UUID;

/** Identifies one contact person of an organisation. */
public record ContactPersonId(UUID value) {
    public ContactPersonId {
        Objects.requireNonNull(value);
    }

    public static ContactPersonId of(String value) {
        return new ContactPersonId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
