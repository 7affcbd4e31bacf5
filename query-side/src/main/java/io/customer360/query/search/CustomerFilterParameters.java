package io.customer360.query.search;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the filters on customers, for every request that takes them. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameters({
    @Parameter(
            name = "kind",
            in = ParameterIn.QUERY,
            description = "any of these kinds; repeat it for several",
            array = @ArraySchema(schema = @Schema(allowableValues = {"INDIVIDUAL", "ORGANISATION"}))),
    @Parameter(
            name = "stage",
            in = ParameterIn.QUERY,
            description = "any of these stages",
            array = @ArraySchema(schema = @Schema(allowableValues = {"PROSPECT", "CUSTOMER"}))),
    @Parameter(name = "active", in = ParameterIn.QUERY, schema = @Schema(type = "boolean")),
    @Parameter(
            name = "category.<name>",
            in = ParameterIn.QUERY,
            description = "any of these values of a category, such as category.industry=Chemicals",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            name = "owner",
            in = ParameterIn.QUERY,
            description = "any of these owners",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            name = "region",
            in = ParameterIn.QUERY,
            description = "any of these regions, of an address or as a category",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            name = "city",
            in = ParameterIn.QUERY,
            description = "any of these cities",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            name = "openCases",
            in = ParameterIn.QUERY,
            description = "true: with open service cases; false: without; a number: with so many or more",
            example = "true"),
    @Parameter(
            name = "lastInteractionFrom",
            in = ParameterIn.QUERY,
            description = "dealt with on this day (UTC) or since this moment",
            example = "2026-01-01"),
    @Parameter(
            name = "lastInteractionTo",
            in = ParameterIn.QUERY,
            description = "not dealt with after this day (UTC) or from this moment on",
            example = "2026-03-31"),
    @Parameter(
            name = "revenueMin",
            in = ParameterIn.QUERY,
            description = "at least this revenue, in the main unit of the currency",
            example = "1000"),
    @Parameter(
            name = "revenueMax",
            in = ParameterIn.QUERY,
            description = "at most this revenue, in the main unit of the currency"),
    @Parameter(
            name = "currency",
            in = ParameterIn.QUERY,
            description = "of revenueMin, revenueMax and the sort by revenue, ISO 4217",
            example = "CNY")
})
@interface CustomerFilterParameters {}
