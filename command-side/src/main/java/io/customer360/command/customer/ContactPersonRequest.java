package io.customer360.command.customer;

import io.customer360.command.platform.validation.Line;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.ContactPersonId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** Someone at an organisation to talk to. */
@Schema(description = "Someone at an organisation to talk to.", example = """
    {"name":"Li Lei","role":"buyer","email":"li.lei@example.com","phone":"+86 21 5555 0100"}\
    """)
record ContactPersonRequest(
        @NotNull @Line(max = 300) String name,
        @Nullable @Line String role,
        @Nullable @Line String department,
        @Nullable @EmailAddress String email,
        @Nullable @PhoneNumber String phone) {

    ContactPerson as(ContactPersonId contactPersonId) {
        return new ContactPerson(contactPersonId, name.strip(), role, department, email, phone);
    }
}
