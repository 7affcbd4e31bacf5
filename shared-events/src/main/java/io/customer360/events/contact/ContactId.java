package io.customer360.events.contact;

import java.util.Objects;
import java.util.UUID;

/** Identifies a contact. */
public record ContactId(UUID value) {
    public ContactId {
        Objects.requireNonNull(value);
    }

    public static ContactId of(String value) {
        return new ContactId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
