package io.customer360.query.search;

import io.customer360.events.contact.Channel;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.timeline.TimelineEntry.SubjectType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened between customers and the company. */
@RestController
@Tag(name = "Histories")
class HistoryController {

    private final HistorySearch search;

    HistoryController(HistorySearch search) {
        this.search = search;
    }

    @Operation(
            operationId = "searchHistories",
            summary = "Search all histories",
            description = "Entries that have all the words, whoever's they are; the filters on customers narrow whose.")
    @EntryParameters
    @PageParameters
    @CustomerFilterParameters
    @GetMapping("/api/timeline")
    HistoryPage find(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        return search.find(HistoryQuery.of(new RequestParameters(parameters)));
    }

    @Operation(
            operationId = "readHistory",
            summary = "Read a customer's history",
            description = "The latest first. Entries are told as they were recorded; 'supersededBy' names the later"
                    + " entry that corrected or retracted one.")
    @EntryParameters
    @PageParameters
    @GetMapping("/api/customers/{id}/timeline")
    HistoryPage ofCustomer(
            @PathVariable CustomerId id,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        return search.find(HistoryQuery.of(new RequestParameters(parameters), id));
    }

    /** Describes what both have in common. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameters({
        @Parameter(
                name = "q",
                in = ParameterIn.QUERY,
                description = "words, or phrases in quotes, all of which an entry has; order numbers and references",
                example = "pump \"does not start\""),
        @Parameter(
                name = "type",
                in = ParameterIn.QUERY,
                array = @ArraySchema(schema = @Schema(implementation = SubjectType.class))),
        @Parameter(
                name = "event",
                in = ParameterIn.QUERY,
                description = "any of these types of events",
                example = "ServiceCaseOpened",
                array = @ArraySchema(schema = @Schema(type = "string"))),
        @Parameter(
                name = "channel",
                in = ParameterIn.QUERY,
                array = @ArraySchema(schema = @Schema(implementation = Channel.class))),
        @Parameter(
                name = "direction",
                in = ParameterIn.QUERY,
                array = @ArraySchema(schema = @Schema(implementation = Direction.class))),
        @Parameter(
                name = "staff",
                in = ParameterIn.QUERY,
                description = "any of these members of staff",
                array = @ArraySchema(schema = @Schema(type = "string"))),
        @Parameter(
                name = "from",
                in = ParameterIn.QUERY,
                description = "occurred on this day (UTC) or since this moment",
                example = "2026-01-01"),
        @Parameter(
                name = "to",
                in = ParameterIn.QUERY,
                description = "occurred up to the end of this day (UTC) or before this moment",
                example = "2026-03-31"),
        @Parameter(
                name = "sort",
                in = ParameterIn.QUERY,
                schema =
                        @Schema(
                                allowableValues = {"-occurredAt", "occurredAt"},
                                defaultValue = "-occurredAt"))
    })
    @interface EntryParameters {}
}
