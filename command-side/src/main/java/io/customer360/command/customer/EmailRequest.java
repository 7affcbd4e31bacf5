package io.customer360.command.customer;

import io.customer360.command.customer.CustomerChange.AddEmail;
import io.customer360.command.customer.CustomerChange.CorrectEmail;
import io.customer360.events.customer.CustomerId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An e-mail to add, or the right one in the place of another. */
@Schema(description = "An e-mail to add, or the right one in the place of another.", example = """
    {"email":"office@example.com"}\
    """)
record EmailRequest(
        @NotNull @EmailAddress String email, @Nullable Boolean allowDuplicate) {

    AddEmail to(CustomerId customerId, Instant now, @Nullable Long expectedVersion) {
        return new AddEmail(customerId, now, email, Boolean.TRUE.equals(allowDuplicate), expectedVersion);
    }

    CorrectEmail inPlaceOf(String previous, CustomerId customerId, Instant now, @Nullable Long expectedVersion) {
        return new CorrectEmail(customerId, now, previous, email, Boolean.TRUE.equals(allowDuplicate), expectedVersion);
    }
}
