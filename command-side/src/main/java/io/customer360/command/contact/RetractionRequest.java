package io.customer360.command.contact;

import io.customer360.command.platform.validation.Prose;
import io.customer360.events.contact.ContactId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a contact is taken back. */
@Schema(description = "Why a contact is taken back.", example = """
    {"reason":"Recorded for the wrong customer"}\
    """)
record RetractionRequest(@NotNull @Prose(max = 2000) String reason) {

    RetractContact of(ContactId contactId, Instant now, @Nullable Long expectedVersion) {
        return new RetractContact(contactId, now, reason, expectedVersion);
    }
}
