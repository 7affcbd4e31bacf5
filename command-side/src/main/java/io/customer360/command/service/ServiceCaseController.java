package io.customer360.command.service;

import io.customer360.command.platform.Answer;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.Creates;
import io.customer360.command.platform.WriteRequest;
import io.customer360.command.platform.Written;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.service.ServiceCaseId;
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

/** Writes service cases, from their opening to their rating. */
@RestController
@Tag(name = "Service cases")
class ServiceCaseController {

    private final CommandSender commands;
    private final Clock clock;

    ServiceCaseController(CommandSender commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @PostMapping("/api/customers/{customerId}/service-cases")
    @Operation(operationId = "openServiceCase", summary = "Open a service case of a customer")
    @Creates
    ResponseEntity<Written> open(
            @PathVariable CustomerId customerId,
            @Valid @RequestBody ServiceCaseRequest serviceCase,
            WriteRequest request) {
        return Answer.created(
                commands.send(serviceCase.by(customerId, clock.instant()), request),
                "/api/service-cases/{serviceCaseId}");
    }

    @PostMapping("/api/service-cases/{id}/assignment")
    @Operation(operationId = "assignServiceCase", summary = "Assign a service case to somebody")
    ResponseEntity<Written> assign(
            @PathVariable ServiceCaseId id, @Valid @RequestBody AssignmentRequest assignment, WriteRequest request) {
        return change(assignment.of(id, clock.instant(), request.expectedVersion()), request);
    }

    @PostMapping("/api/service-cases/{id}/responses")
    @Operation(operationId = "respondToServiceCase", summary = "Record a response to the customer in a service case")
    ResponseEntity<Written> respond(
            @PathVariable ServiceCaseId id, @Valid @RequestBody ResponseRequest response, WriteRequest request) {
        return change(response.of(id, clock.instant(), request.expectedVersion()), request);
    }

    @PostMapping("/api/service-cases/{id}/resolution")
    @Operation(operationId = "resolveServiceCase", summary = "Resolve a service case")
    ResponseEntity<Written> resolve(
            @PathVariable ServiceCaseId id, @Valid @RequestBody ResolutionRequest resolution, WriteRequest request) {
        return change(resolution.of(id, clock.instant(), request.expectedVersion()), request);
    }

    @PostMapping("/api/service-cases/{id}/reopening")
    @Operation(operationId = "reopenServiceCase", summary = "Reopen a service case, with a reason")
    ResponseEntity<Written> reopen(
            @PathVariable ServiceCaseId id, @Valid @RequestBody ReopeningRequest reopening, WriteRequest request) {
        return change(reopening.of(id, clock.instant(), request.expectedVersion()), request);
    }

    @PostMapping("/api/service-cases/{id}/closing")
    @Operation(operationId = "closeServiceCase", summary = "Close a service case")
    ResponseEntity<Written> close(
            @PathVariable ServiceCaseId id, @Valid @RequestBody ClosingRequest closing, WriteRequest request) {
        return change(closing.of(id, clock.instant(), request.expectedVersion()), request);
    }

    @PostMapping("/api/service-cases/{id}/rating")
    @Operation(
            operationId = "rateServiceCase",
            summary = "Record how the customer rates a service case",
            description = "Either `score`, from 1 to 5, or `recommendation`, from 0 to 10.")
    ResponseEntity<Written> rate(
            @PathVariable ServiceCaseId id, @Valid @RequestBody RatingRequest rating, WriteRequest request) {
        return change(rating.of(id, clock.instant(), request.expectedVersion()), request);
    }

    @PutMapping("/api/service-cases/{id}/rating")
    @Operation(operationId = "correctRating", summary = "Correct the rating of a service case, with a reason")
    ResponseEntity<Written> correctRating(
            @PathVariable ServiceCaseId id,
            @Valid @RequestBody RatingCorrectionRequest correction,
            WriteRequest request) {
        return change(correction.of(id, clock.instant(), request.expectedVersion()), request);
    }

    private ResponseEntity<Written> change(ServiceCaseCommand command, WriteRequest request) {
        return Answer.changed(commands.send(command, request));
    }
}
