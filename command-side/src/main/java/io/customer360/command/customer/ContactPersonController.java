package io.customer360.command.customer;

import io.customer360.command.customer.CustomerChange.AddContactPerson;
import io.customer360.command.customer.CustomerChange.CorrectContactPerson;
import io.customer360.command.customer.CustomerChange.RemoveContactPerson;
import io.customer360.command.platform.Answer;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.Creates;
import io.customer360.command.platform.WriteRequest;
import io.customer360.command.platform.Written;
import io.customer360.events.customer.ContactPersonId;
import io.customer360.events.customer.CustomerId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whom to talk to at an organisation. */
@RestController
@RequestMapping("/api/customers/{customerId}/contact-persons")
@Tag(name = "Customers")
class ContactPersonController {

    private final CommandSender commands;
    private final Clock clock;

    ContactPersonController(CommandSender commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @PostMapping
    @Operation(operationId = "addContactPerson", summary = "Add a contact person to an organisation")
    @Creates
    ResponseEntity<Written> add(
            @PathVariable CustomerId customerId,
            @Valid @RequestBody ContactPersonRequest person,
            WriteRequest request) {
        ContactPersonId id = new ContactPersonId(request.newId());
        return Answer.added(
                commands.send(
                        new AddContactPerson(customerId, clock.instant(), person.as(id), request.expectedVersion()),
                        request),
                "/api/customers/{customerId}/contact-persons/{contactPersonId}",
                id);
    }

    @PutMapping("/{contactPersonId}")
    @Operation(operationId = "correctContactPerson", summary = "Correct a contact person of an organisation")
    ResponseEntity<Written> correct(
            @PathVariable CustomerId customerId,
            @PathVariable ContactPersonId contactPersonId,
            @Valid @RequestBody ContactPersonRequest person,
            WriteRequest request) {
        return Answer.changed(commands.send(
                new CorrectContactPerson(
                        customerId, clock.instant(), person.as(contactPersonId), request.expectedVersion()),
                request));
    }

    @DeleteMapping("/{contactPersonId}")
    @Operation(operationId = "removeContactPerson", summary = "Remove a contact person from an organisation")
    ResponseEntity<Written> remove(
            @PathVariable CustomerId customerId, @PathVariable ContactPersonId contactPersonId, WriteRequest request) {
        return Answer.changed(commands.send(
                new RemoveContactPerson(customerId, clock.instant(), contactPersonId, request.expectedVersion()),
                request));
    }
}
