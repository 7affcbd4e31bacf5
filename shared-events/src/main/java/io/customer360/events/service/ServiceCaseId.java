package io.customer360.events.service;

import java.util.Objects;
import java.util.UUID;

/** Identifies a service case. */
public record ServiceCaseId(UUID value) {
    public ServiceCaseId {
        Objects.requireNonNull(value);
    }

    public static ServiceCaseId of(String value) {
        return new ServiceCaseId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
