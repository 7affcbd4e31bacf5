package io.customer360.command.platform;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that creates or adds something, for the API page: it answers as {@link Answer#created} does. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "201",
        description = "Created",
        useReturnTypeSchema = true,
        headers =
                @Header(
                        name = "Location",
                        description = "Where it is",
                        schema = @Schema(type = "string", format = "uri")))
@ApiResponse(
        responseCode = "200",
        description = "It was there before",
        useReturnTypeSchema = true,
        headers =
                @Header(
                        name = "Location",
                        description = "Where it is",
                        schema = @Schema(type = "string", format = "uri")))
public @interface Creates {}
