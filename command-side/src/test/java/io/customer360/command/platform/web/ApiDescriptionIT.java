package io.customer360.command.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.Http;
import io.customer360.command.WithAProspect;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API page tells of the write side. */
class ApiDescriptionIT extends WithAProspect {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private record Described(String method, String path, JsonNode operation) {}

    @Test
    void tellsWhatEveryOperationDoes() {
        List<Described> operations = operations();

        assertThat(operations).hasSizeGreaterThan(35).allSatisfy(described -> {
            assertThat(described.operation().path("summary").asString()).isNotBlank();
            assertThat(described.operation().path("tags")).hasSize(1);
            assertThat(described.operation().at("/responses/default/$ref").asString())
                    .isEqualTo("#/components/responses/Problem");
        });
        assertThat(operations.stream()
                        .map(described ->
                                described.operation().path("operationId").asString()))
                .doesNotHaveDuplicates()
                // What springdoc makes of two methods of the same name.
                .noneMatch(id -> id.matches(".*_\\d+"));
    }

    @Test
    void namesEveryOperationItself() {
        assertThat(mappings.getHandlerMethods().values().stream()
                        .filter(method -> method.getBeanType().getName().startsWith("io.customer360.command.")))
                .hasSizeGreaterThan(35)
                .allSatisfy(method -> assertThat(method.getMethodAnnotation(Operation.class))
                        // A method may be renamed, and generated clients must not notice.
                        .satisfies(
                                operation -> assertThat(operation.operationId()).isNotBlank()));
    }

    @Test
    void tellsHowAWriteIsAnswered() {
        List<Described> operations = operations();

        assertThat(answered(operations, "201"))
                .containsExactlyInAnyOrder(
                        "registerCustomer",
                        "addEmail",
                        "addPhone",
                        "addAddress",
                        "addContactPerson",
                        "recordContact",
                        "placePurchase",
                        "openServiceCase");
        assertThat(answered(operations, "202")).containsExactly("submitImport");
        assertThat(answered(operations, "204")).containsExactly("removeImport");
        assertThat(operations).allSatisfy(described -> {
            JsonNode responses = described.operation().path("responses");
            for (String created : List.of("201", "202")) {
                JsonNode response = responses.path(created);
                assertThat(response.isMissingNode()
                                || response.at("/headers/Location").isObject()
                                        && response.at("/content/*~1*/schema/$ref")
                                                .isString())
                        .as(response.toString())
                        .isTrue();
            }
            assertThat(responses.has("200")).isNotEqualTo(responses.has("202") || responses.has("204"));
        });
    }

    private static List<String> answered(List<Described> operations, String status) {
        return operations.stream()
                .map(Described::operation)
                .filter(operation -> operation.path("responses").has(status))
                .map(operation -> operation.path("operationId").asString())
                .toList();
    }

    @Test
    void tellsWhatAProblemHas() {
        assertThat(description()
                        .at("/components/schemas/Problem/properties/candidates/items/properties")
                        .propertyNames())
                .containsExactlyInAnyOrder("customerId", "matched", "value");
    }

    @TestFactory
    Stream<DynamicTest> showsABodyThatIsAccepted() {
        JsonNode description = description();
        return operations().stream()
                .filter(described -> described.operation().at(body()).isObject())
                .map(described -> DynamicTest.dynamicTest(described.method() + " " + described.path(), () -> {
                    String schema = described.operation().at(body() + "/$ref").asString();
                    JsonNode example = description.at(schema.substring(1)).path("example");
                    assertThat(example.isMissingNode()).as("no example").isFalse();
                    Http.Reply reply = http.send(
                            described.method(),
                            described
                                    .path()
                                    .replaceAll("\\{\\w+}", UUID.randomUUID().toString()),
                            example.toString());
                    assertThat(reply.status() >= 400
                                    || described.operation().path("responses").has(String.valueOf(reply.status())))
                            .as("tells of %s", reply.status())
                            .isTrue();
                    // Read and found valid, before it is seen that there is no such customer, or one that is like it.
                    assertThat(reply.status()).as(reply.body()).isIn(201, 404, 409);
                }));
    }

    @Test
    void tellsThePartsOfAnImport() {
        JsonNode description = description();
        String form = description
                .at("/paths/~1api~1imports/post/requestBody/content/multipart~1form-data/schema/$ref")
                .asString();

        assertThat(description.at(form.substring(1)).path("properties").propertyNames())
                .containsExactlyInAnyOrder("file", "mapping");
    }

    private static String body() {
        return "/requestBody/content/application~1json/schema";
    }

    private JsonNode description() {
        return JSON.readTree(http.get("/v3/api-docs").body());
    }

    private List<Described> operations() {
        List<Described> operations = new ArrayList<>();
        description()
                .path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) ->
                        operations.add(new Described(method.toUpperCase(Locale.ROOT), path, operation))));
        return operations;
    }
}
