package io.customer360.query.search;

import io.customer360.events.contact.Channel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customers, found by whatever one remembers. */
@RestController
@Tag(name = "Customers")
class CustomerSearchController {

    private final CustomerSearch search;

    CustomerSearchController(CustomerSearch search) {
        this.search = search;
    }

    @Operation(
            operationId = "findCustomers",
            summary = "Find customers",
            description = "By name in any script and word order, pinyin in full, without blanks or as initials,"
                    + " telephone number in any format or its last digits, e-mail address, reference, order number,"
                    + " city, category, owner, and words of contacts, purchases and service cases. Each word has to"
                    + " match somewhere, and each may match somewhere else. Quotes keep words together; no other"
                    + " character has a meaning. The last word may be unfinished. Where nothing has a word as it was"
                    + " typed, similar words count.",
            parameters = {
                @Parameter(
                        name = "q",
                        in = ParameterIn.QUERY,
                        description = "what is remembered, at most 500 characters; all customers without it",
                        example = "zhang shanghai pump"),
                @Parameter(
                        name = "channel",
                        in = ParameterIn.QUERY,
                        description = "any of these channels has been used",
                        array = @ArraySchema(schema = @Schema(implementation = Channel.class))),
                @Parameter(
                        name = "sort",
                        in = ParameterIn.QUERY,
                        description = "relevance (the default with q), name (the default without), lastInteraction,"
                                + " revenue (with a currency), openCases or registeredAt; with a minus downwards",
                        example = "-lastInteraction"),
                @Parameter(
                        name = "sums",
                        in = ParameterIn.QUERY,
                        description = "false leaves the sums out",
                        schema = @Schema(type = "boolean", defaultValue = "true"))
            })
    @CustomerFilterParameters
    @PageParameters
    @GetMapping("/api/customers")
    CustomerPage find(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        return search.find(CustomerQuery.of(new RequestParameters(parameters)));
    }
}
