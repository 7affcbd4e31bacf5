package io.customer360.query.search;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters that every search pages by. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameters({
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "20")),
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "the 'next' of the page before, with otherwise the same parameters"),
    @Parameter(
            name = "facets",
            in = ParameterIn.QUERY,
            description = "false leaves the facets out",
            schema = @Schema(type = "boolean", defaultValue = "true"))
})
@interface PageParameters {}
