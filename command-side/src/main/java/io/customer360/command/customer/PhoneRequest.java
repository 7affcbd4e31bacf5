package io.customer360.command.customer;

import io.customer360.command.customer.CustomerChange.AddPhone;
import io.customer360.command.customer.CustomerChange.CorrectPhone;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.events.customer.CustomerId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A phone to add, or the right one in the place of another. */
@Schema(description = "A phone to add, or the right one in the place of another.", example = """
    {"phone":"+86 21 5555 0199"}\
    """)
record PhoneRequest(
        @NotNull @PhoneNumber String phone, @Nullable Boolean allowDuplicate) {

    AddPhone to(CustomerId customerId, Instant now, PhoneNumbers numbers, @Nullable Long expectedVersion) {
        return new AddPhone(
                customerId,
                now,
                phone.strip(),
                numbers.contactPoint(phone),
                Boolean.TRUE.equals(allowDuplicate),
                expectedVersion);
    }

    CorrectPhone inPlaceOf(
            String previous, CustomerId customerId, Instant now, PhoneNumbers numbers, @Nullable Long expectedVersion) {
        return new CorrectPhone(
                customerId,
                now,
                previous,
                numbers.contactPoint(previous),
                phone.strip(),
                numbers.contactPoint(phone),
                Boolean.TRUE.equals(allowDuplicate),
                expectedVersion);
    }
}
