package io.customer360.command.customer;

import io.customer360.command.platform.validation.Line;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.AddressId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A postal address, or as much of it as is known. */
@Schema(description = "A postal address, or as much of it as is known.", example = """
    {"label":"office","street":"1 Harbour Road","city":"Shanghai","postalCode":"200120","country":"CN"}\
    """)
record AddressRequest(
        @Nullable @Line(max = 100) String label,
        @Nullable @Line(max = 500) String street,
        @Nullable @Line String city,
        @Nullable @Line String region,
        @Nullable @Line(max = 20) String postalCode,

        @Nullable @Pattern(regexp = "[A-Za-z]{2}", message = "is not a country such as CN (ISO 3166-1 alpha-2)")
        String country) {

    @AssertTrue(message = "needs at least one of street, city, region, postalCode and country")
    boolean isSomewhere() {
        return Stream.of(street, city, region, postalCode, country).anyMatch(Objects::nonNull);
    }

    Address added() {
        return as(new AddressId(UUID.randomUUID()));
    }

    Address as(AddressId addressId) {
        return new Address(
                addressId,
                label,
                street,
                city,
                region,
                postalCode,
                country == null ? null : country.toUpperCase(Locale.ROOT));
    }
}
