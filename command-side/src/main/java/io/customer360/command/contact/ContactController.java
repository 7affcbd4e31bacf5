package io.customer360.command.contact;

import io.customer360.command.platform.Answer;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.Creates;
import io.customer360.command.platform.WriteRequest;
import io.customer360.command.platform.Written;
import io.customer360.events.contact.ContactId;
import io.customer360.events.customer.CustomerId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Writes contacts. */
@RestController
@Tag(name = "Contacts")
class ContactController {

    private final CommandSender commands;
    private final Clock clock;

    ContactController(CommandSender commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @PostMapping("/api/customers/{customerId}/contacts")
    @Operation(operationId = "recordContact", summary = "Record a contact with a customer")
    @Creates
    ResponseEntity<Written> record(
            @PathVariable CustomerId customerId, @Valid @RequestBody ContactRequest contact, WriteRequest request) {
        return Answer.created(
                commands.send(contact.by(customerId, clock.instant()), request), "/api/contacts/{contactId}");
    }

    @PutMapping("/api/contacts/{contactId}")
    @Operation(
            operationId = "correctContact",
            summary = "Correct a contact",
            description =
                    "The contact as it was in truth, whole: what is left out is taken away, but for `occurredAt`.")
    ResponseEntity<Written> correct(
            @PathVariable ContactId contactId,
            @Valid @RequestBody ContactCorrectionRequest correction,
            WriteRequest request) {
        return Answer.changed(
                commands.send(correction.of(contactId, clock.instant(), request.expectedVersion()), request));
    }

    @PostMapping("/api/contacts/{contactId}/retraction")
    @Operation(operationId = "retractContact", summary = "Retract a contact that never took place, with a reason")
    ResponseEntity<Written> retract(
            @PathVariable ContactId contactId, @Valid @RequestBody RetractionRequest retraction, WriteRequest request) {
        return Answer.changed(
                commands.send(retraction.of(contactId, clock.instant(), request.expectedVersion()), request));
    }
}
