package io.customer360.events.customer;

import org.jspecify.annotations.Nullable;

/**
 * A postal address.
 *
 * @param label what it is for ("billing", "factory")
 * @param street the lines above the city
 * @param region province, state or the like
 * @param country ISO 3166-1 alpha-2
 */
public record Address(
        AddressId addressId,
        @Nullable String label,
        @Nullable String street,
        @Nullable String city,
        @Nullable String region,
        @Nullable String postalCode,
        @Nullable String country) {}
