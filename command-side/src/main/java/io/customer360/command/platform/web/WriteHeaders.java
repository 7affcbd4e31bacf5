package io.customer360.command.platform.web;

import io.customer360.command.platform.WriteRequest;
import io.customer360.platform.web.HeaderText;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** Describes on the API page what the headers of a write mean. */
final class WriteHeaders implements OperationCustomizer {

    WriteHeaders() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(WriteRequest.class);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (Arrays.asList(method.getMethod().getParameterTypes()).contains(WriteRequest.class)) {
            describe(operation, HeaderText.ACTOR, HeaderText.ACTOR_DESCRIPTION);
            describe(operation, WriteRequestReader.REASON, "Why; percent-encoded UTF-8 where not ASCII.");
            describe(operation, WriteRequestReader.SOURCE_SYSTEM, "The system that it comes from.");
            describe(
                    operation,
                    HttpHeaders.IF_MATCH,
                    "The version that was read, as its ETag said it. If it has changed since, nothing is done: 412.");
            describeKey(operation, method);
        }
        return operation;
    }

    private static void describeKey(Operation operation, HandlerMethod method) {
        if (AnnotatedElementUtils.hasAnnotation(method.getMethod(), PostMapping.class)) {
            describe(
                    operation,
                    WriteRequestReader.IDEMPOTENCY_KEY,
                    "Chosen by the sender, new for each request. Repeated under the same key, the request is done once"
                            + " and answered alike.");
        }
    }

    private static void describe(Operation operation, String header, String description) {
        operation.addParametersItem(
                new HeaderParameter().name(header).description(description).schema(new StringSchema()));
    }
}
