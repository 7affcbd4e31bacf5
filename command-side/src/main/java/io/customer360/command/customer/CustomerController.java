package io.customer360.command.customer;

import io.customer360.command.customer.CustomerChange.AssignOwner;
import io.customer360.command.customer.CustomerChange.ConvertProspect;
import io.customer360.command.customer.CustomerChange.CorrectCustomerName;
import io.customer360.command.customer.CustomerChange.DeactivateCustomer;
import io.customer360.command.customer.CustomerChange.ReactivateCustomer;
import io.customer360.command.platform.Answer;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.Creates;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.command.platform.WriteRequest;
import io.customer360.command.platform.Written;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registers customers and leads them through their life. */
@RestController
@RequestMapping("/api/customers")
@Tag(name = "Customers")
class CustomerController {

    private final CommandSender commands;
    private final PhoneNumbers numbers;
    private final Clock clock;

    CustomerController(CommandSender commands, PhoneNumbers numbers, Clock clock) {
        this.commands = commands;
        this.numbers = numbers;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            operationId = "registerCustomer",
            summary = "Register a customer",
            description =
                    "Refused with 409, and the candidates, if another customer has the same e-mail or phone, unless"
                            + " `allowDuplicate` is true. An `externalReference` that is known already answers with the"
                            + " customer that has it.")
    @Creates
    ResponseEntity<Written> register(@Valid @RequestBody CustomerRequest customer, WriteRequest request) {
        return Answer.created(
                commands.send(customer.by(clock.instant(), numbers), request), "/api/customers/{customerId}");
    }

    @PutMapping("/{customerId}/name")
    @Operation(operationId = "correctCustomerName", summary = "Correct the name of a customer")
    ResponseEntity<Written> correctName(
            @PathVariable CustomerId customerId, @Valid @RequestBody NameRequest name, WriteRequest request) {
        return Answer.changed(commands.send(
                new CorrectCustomerName(customerId, clock.instant(), name.name().strip(), request.expectedVersion()),
                request));
    }

    @PutMapping("/{customerId}/owner")
    @Operation(operationId = "assignOwner", summary = "Say who of the staff looks after a customer")
    ResponseEntity<Written> assignOwner(
            @PathVariable CustomerId customerId, @Valid @RequestBody OwnerRequest owner, WriteRequest request) {
        return Answer.changed(commands.send(
                new AssignOwner(customerId, clock.instant(), owner.owner().strip(), request.expectedVersion()),
                request));
    }

    @PostMapping("/{customerId}/conversion")
    @Operation(operationId = "convertProspect", summary = "Make a customer of a prospect")
    ResponseEntity<Written> convert(@PathVariable CustomerId customerId, WriteRequest request) {
        return Answer.changed(
                commands.send(new ConvertProspect(customerId, clock.instant(), request.expectedVersion()), request));
    }

    @PostMapping("/{customerId}/deactivation")
    @Operation(operationId = "deactivateCustomer", summary = "Deactivate a customer, with a reason")
    ResponseEntity<Written> deactivate(
            @PathVariable CustomerId customerId, @Valid @RequestBody ReasonRequest why, WriteRequest request) {
        return Answer.changed(commands.send(
                new DeactivateCustomer(
                        customerId, why.occurredAt(clock.instant()), why.reason(), request.expectedVersion()),
                request));
    }

    @PostMapping("/{customerId}/reactivation")
    @Operation(operationId = "reactivateCustomer", summary = "Reactivate a customer, with a reason")
    ResponseEntity<Written> reactivate(
            @PathVariable CustomerId customerId, @Valid @RequestBody ReasonRequest why, WriteRequest request) {
        return Answer.changed(commands.send(
                new ReactivateCustomer(
                        customerId, why.occurredAt(clock.instant()), why.reason(), request.expectedVersion()),
                request));
    }
}
