package io.customer360.command.customer;

import io.customer360.command.customer.CustomerChange.ClassifyCustomer;
import io.customer360.command.customer.CustomerChange.RelateCustomer;
import io.customer360.command.customer.CustomerChange.UnrelateCustomer;
import io.customer360.command.platform.Answer;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.WriteRequest;
import io.customer360.command.platform.Written;
import io.customer360.command.platform.validation.Line;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.Relation;
import io.customer360.events.customer.RelationKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Among which customers one belongs: its categories, and its relations to others. */
@RestController
@RequestMapping("/api/customers/{customerId}")
@Tag(name = "Customers")
class ClassificationController {

    private final CommandSender commands;
    private final Clock clock;

    ClassificationController(CommandSender commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @PatchMapping("/categories")
    @Operation(
            operationId = "classifyCustomer",
            summary = "Assign and remove several categories of a customer at once",
            description = "Categories with `null` are removed; those that are not named stay as they are.")
    ResponseEntity<Written> classify(
            @PathVariable CustomerId customerId,
            @Valid @RequestBody CategoriesRequest categories,
            WriteRequest request) {
        return Answer.changed(
                commands.send(categories.to(customerId, clock.instant(), request.expectedVersion()), request));
    }

    @PutMapping("/categories/{category}")
    @Operation(operationId = "assignCategory", summary = "Assign one category to a customer")
    ResponseEntity<Written> assign(
            @PathVariable CustomerId customerId,
            @PathVariable @Line(max = 100) String category,
            @Valid @RequestBody CategoryRequest assigned,
            WriteRequest request) {
        return Answer.changed(commands.send(
                new ClassifyCustomer(
                        customerId,
                        clock.instant(),
                        Map.of(category, assigned.value().strip()),
                        Set.of(),
                        request.expectedVersion()),
                request));
    }

    @DeleteMapping("/categories/{category}")
    @Operation(operationId = "removeCategory", summary = "Remove one category from a customer")
    ResponseEntity<Written> remove(
            @PathVariable CustomerId customerId, @PathVariable String category, WriteRequest request) {
        return Answer.changed(commands.send(
                new ClassifyCustomer(
                        customerId, clock.instant(), Map.of(), Set.of(category), request.expectedVersion()),
                request));
    }

    @PutMapping("/relations/{kind}/{relatedCustomerId}")
    @Operation(
            operationId = "relateCustomer",
            summary = "Relate a customer to another one",
            description = "`PARENT_COMPANY`: the other one is its parent company, and so on.")
    ResponseEntity<Written> relate(
            @PathVariable CustomerId customerId,
            @PathVariable RelationKind kind,
            @PathVariable CustomerId relatedCustomerId,
            WriteRequest request) {
        return Answer.changed(commands.send(
                new RelateCustomer(
                        customerId, clock.instant(), new Relation(kind, relatedCustomerId), request.expectedVersion()),
                request));
    }

    @DeleteMapping("/relations/{kind}/{relatedCustomerId}")
    @Operation(operationId = "unrelateCustomer", summary = "End the relation of a customer to another one")
    ResponseEntity<Written> unrelate(
            @PathVariable CustomerId customerId,
            @PathVariable RelationKind kind,
            @PathVariable CustomerId relatedCustomerId,
            WriteRequest request) {
        return Answer.changed(commands.send(
                new UnrelateCustomer(
                        customerId, clock.instant(), new Relation(kind, relatedCustomerId), request.expectedVersion()),
                request));
    }
}
