package io.customer360.command.purchase;

import io.customer360.command.platform.Answer;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.Creates;
import io.customer360.command.platform.WriteRequest;
import io.customer360.command.platform.Written;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.PurchaseId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Writes purchases and what follows from them. */
@RestController
@Tag(name = "Purchases")
class PurchaseController {

    private final CommandSender commands;
    private final Clock clock;

    PurchaseController(CommandSender commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @PostMapping("/api/customers/{customerId}/purchases")
    @Operation(
            operationId = "placePurchase",
            summary = "Place a purchase of a customer",
            description = "Makes a customer of a prospect.")
    @Creates
    ResponseEntity<Written> place(
            @PathVariable CustomerId customerId, @Valid @RequestBody PurchaseRequest purchase, WriteRequest request) {
        return Answer.created(
                commands.send(purchase.by(customerId, clock.instant()), request), "/api/purchases/{purchaseId}");
    }

    @PostMapping("/api/purchases/{purchaseId}/payments")
    @Operation(operationId = "receivePayment", summary = "Record a payment received for a purchase")
    ResponseEntity<Written> pay(
            @PathVariable PurchaseId purchaseId, @Valid @RequestBody PaymentRequest payment, WriteRequest request) {
        return Answer.changed(
                commands.send(payment.of(purchaseId, clock.instant(), request.expectedVersion()), request));
    }

    @PostMapping("/api/purchases/{purchaseId}/returns")
    @Operation(
            operationId = "returnGoods",
            summary = "Record goods that come back from a purchase",
            description = "Parts of some lines, by the line numbers that `GET /api/purchases/{id}` shows, or `\"all\":"
                    + " true`.")
    ResponseEntity<Written> takeBack(
            @PathVariable PurchaseId purchaseId, @Valid @RequestBody ReturnRequest goods, WriteRequest request) {
        return Answer.changed(commands.send(goods.of(purchaseId, clock.instant(), request.expectedVersion()), request));
    }

    @PostMapping("/api/purchases/{purchaseId}/cancellation")
    @Operation(operationId = "cancelPurchase", summary = "Cancel a purchase, with a reason")
    ResponseEntity<Written> cancel(
            @PathVariable PurchaseId purchaseId,
            @Valid @RequestBody CancellationRequest cancellation,
            WriteRequest request) {
        return Answer.changed(
                commands.send(cancellation.of(purchaseId, clock.instant(), request.expectedVersion()), request));
    }
}
