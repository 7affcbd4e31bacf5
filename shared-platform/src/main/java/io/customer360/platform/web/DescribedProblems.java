package io.customer360.platform.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Describes on the API page, once for all operations, what an error is answered with. */
final class DescribedProblems implements GlobalOperationCustomizer {

    private static final String NAME = "Problem";

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        operation.getResponses().addApiResponse(ApiResponses.DEFAULT, new ApiResponse().$ref(NAME));
        return operation;
    }

    static Components components() {
        return new Components()
                .addSchemas(NAME, schema())
                .addResponses(
                        NAME,
                        new ApiResponse()
                                .description("What is wrong, and what to do (RFC 9457)")
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>()
                                                                .$ref(Components.COMPONENTS_SCHEMAS_REF + NAME)))));
    }

    private static Schema<?> schema() {
        Schema<?> fields = new ArraySchema()
                .items(new ObjectSchema()
                        .addProperty("field", text("Its path in the request", "lines[0].quantity"))
                        .addProperty("message", text("What is wrong with it", "has to be above 0")))
                .description("The fields that are at fault, where there are some");
        Schema<?> candidates = new ArraySchema()
                .items(new ObjectSchema()
                        .addProperty("customerId", text("The customer", "0197c1de-7a44-7c32-9e5b-6a2d3f10c9aa"))
                        .addProperty("matched", text("What both have: `email` or `phone`", "email"))
                        .addProperty("value", text("The e-mail or phone that both have", "li.lei@example.com")))
                .description("The customers that are probably meant, where `type` ends in `likely-duplicate`");
        Schema<?> problem = new ObjectSchema()
                .addProperty(
                        "type",
                        text(
                                "The kind of problem; stable, for programs to tell problems apart",
                                "https://customer360.io/problems/invalid-request"))
                .addProperty("title", text("The kind of problem in words", "Invalid request"))
                .addProperty(
                        "status",
                        new IntegerSchema().description("The status of HTTP").example(400))
                .addProperty(
                        "detail",
                        text(
                                "What is wrong here, and what to do",
                                "The request is not valid: 'lines[0].quantity' has to be above 0."))
                .addProperty("instance", text("The path that was asked for", "/api/purchases"))
                .addProperty("errors", fields)
                .addProperty("candidates", candidates);
        return problem.required(List.of("type", "title", "status", "detail"));
    }

    private static Schema<?> text(String description, String example) {
        return new StringSchema().description(description).example(example);
    }
}
