package io.customer360.command.customer;

import io.customer360.command.customer.CustomerChange.AddAddress;
import io.customer360.command.customer.CustomerChange.CorrectAddress;
import io.customer360.command.customer.CustomerChange.RemoveAddress;
import io.customer360.command.customer.CustomerChange.RemoveEmail;
import io.customer360.command.customer.CustomerChange.RemovePhone;
import io.customer360.command.platform.Answer;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.Creates;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.command.platform.WriteRequest;
import io.customer360.command.platform.Written;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.AddressId;
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

/** How a customer can be reached: e-mails, phones and addresses. */
@RestController
@RequestMapping("/api/customers/{customerId}")
@Tag(name = "Customers")
class ContactPointController {

    private final CommandSender commands;
    private final PhoneNumbers numbers;
    private final Clock clock;

    ContactPointController(CommandSender commands, PhoneNumbers numbers, Clock clock) {
        this.commands = commands;
        this.numbers = numbers;
        this.clock = clock;
    }

    @PostMapping("/emails")
    @Operation(operationId = "addEmail", summary = "Add an e-mail to a customer")
    @Creates
    ResponseEntity<Written> addEmail(
            @PathVariable CustomerId customerId, @Valid @RequestBody EmailRequest email, WriteRequest request) {
        return Answer.added(
                commands.send(email.to(customerId, clock.instant(), request.expectedVersion()), request),
                "/api/customers/{customerId}/emails/{email}",
                email.email().strip());
    }

    @PutMapping("/emails/{previous}")
    @Operation(operationId = "correctEmail", summary = "Correct an e-mail of a customer")
    ResponseEntity<Written> correctEmail(
            @PathVariable CustomerId customerId,
            @PathVariable String previous,
            @Valid @RequestBody EmailRequest email,
            WriteRequest request) {
        return Answer.changed(commands.send(
                email.inPlaceOf(previous, customerId, clock.instant(), request.expectedVersion()), request));
    }

    @DeleteMapping("/emails/{email}")
    @Operation(operationId = "removeEmail", summary = "Remove an e-mail from a customer")
    ResponseEntity<Written> removeEmail(
            @PathVariable CustomerId customerId, @PathVariable String email, WriteRequest request) {
        return Answer.changed(
                commands.send(new RemoveEmail(customerId, clock.instant(), email, request.expectedVersion()), request));
    }

    @PostMapping("/phones")
    @Operation(operationId = "addPhone", summary = "Add a phone to a customer")
    @Creates
    ResponseEntity<Written> addPhone(
            @PathVariable CustomerId customerId, @Valid @RequestBody PhoneRequest phone, WriteRequest request) {
        return Answer.added(
                commands.send(phone.to(customerId, clock.instant(), numbers, request.expectedVersion()), request),
                "/api/customers/{customerId}/phones/{phone}",
                phone.phone().strip());
    }

    @PutMapping("/phones/{previous}")
    @Operation(operationId = "correctPhone", summary = "Correct a phone of a customer")
    ResponseEntity<Written> correctPhone(
            @PathVariable CustomerId customerId,
            @PathVariable String previous,
            @Valid @RequestBody PhoneRequest phone,
            WriteRequest request) {
        return Answer.changed(commands.send(
                phone.inPlaceOf(previous, customerId, clock.instant(), numbers, request.expectedVersion()), request));
    }

    @DeleteMapping("/phones/{phone}")
    @Operation(operationId = "removePhone", summary = "Remove a phone from a customer")
    ResponseEntity<Written> removePhone(
            @PathVariable CustomerId customerId, @PathVariable String phone, WriteRequest request) {
        return Answer.changed(commands.send(
                new RemovePhone(
                        customerId, clock.instant(), phone, numbers.contactPoint(phone), request.expectedVersion()),
                request));
    }

    @PostMapping("/addresses")
    @Operation(operationId = "addAddress", summary = "Add an address to a customer")
    @Creates
    ResponseEntity<Written> addAddress(
            @PathVariable CustomerId customerId, @Valid @RequestBody AddressRequest request, WriteRequest write) {
        Address address = request.as(new AddressId(write.newId()));
        return Answer.added(
                commands.send(new AddAddress(customerId, clock.instant(), address, write.expectedVersion()), write),
                "/api/customers/{customerId}/addresses/{addressId}",
                address.addressId());
    }

    @PutMapping("/addresses/{addressId}")
    @Operation(operationId = "correctAddress", summary = "Correct an address of a customer")
    ResponseEntity<Written> correctAddress(
            @PathVariable CustomerId customerId,
            @PathVariable AddressId addressId,
            @Valid @RequestBody AddressRequest request,
            WriteRequest write) {
        return Answer.changed(commands.send(
                new CorrectAddress(customerId, clock.instant(), request.as(addressId), write.expectedVersion()),
                write));
    }

    @DeleteMapping("/addresses/{addressId}")
    @Operation(operationId = "removeAddress", summary = "Remove an address from a customer")
    ResponseEntity<Written> removeAddress(
            @PathVariable CustomerId customerId, @PathVariable AddressId addressId, WriteRequest request) {
        return Answer.changed(commands.send(
                new RemoveAddress(customerId, clock.instant(), addressId, request.expectedVersion()), request));
    }
}
