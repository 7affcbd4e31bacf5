package io.customer360.events.customer;

import org.jspecify.annotations.Nullable;

/** Someone at an organisation to talk to. */
public record ContactPerson(
        ContactPersonId contactPersonId,
        String name,
        @Nullable String role,
        @Nullable String department,
        @Nullable String email,
        @Nullable String phone) {}
