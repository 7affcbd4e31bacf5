package io.customer360.query.profile;

import io.customer360.events.customer.CustomerId;
import io.customer360.platform.problem.Problem;
import io.customer360.query.platform.ReadsById;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The 360 view of one customer. */
@RestController
@ReadsById
@Tag(name = "Customers")
class CustomerController {

    private final Profiles profiles;

    CustomerController(Profiles profiles) {
        this.profiles = profiles;
    }

    @Operation(
            operationId = "readCustomer",
            summary = "Read the 360 view of a customer",
            description =
                    "Who it is, and what all its interactions amount to. The ETag is what If-Match of a correction"
                            + " takes.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "There is no such customer.")
    @GetMapping("/api/customers/{id}")
    ResponseEntity<CustomerView> read(@PathVariable CustomerId id) {
        Profile profile = profiles.find(id).orElseThrow(() -> unknown(id));
        return ResponseEntity.ok().eTag(Long.toString(profile.version())).body(CustomerView.of(profile));
    }

    private static ErrorResponseException unknown(CustomerId customerId) {
        return new ErrorResponseException(
                HttpStatus.NOT_FOUND,
                Problem.of(
                        HttpStatus.NOT_FOUND,
                        "CUSTOMER_NOT_FOUND",
                        "There is no customer %s. GET /api/customers?q=… finds customers by what is known of them."
                                .formatted(customerId)),
                null);
    }
}
