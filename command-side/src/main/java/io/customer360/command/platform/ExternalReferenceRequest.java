package io.customer360.command.platform;

import io.customer360.command.platform.validation.Line;
import io.customer360.events.customer.ExternalReference;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * What another system calls a thing, as requests give it.
 *
 * @param source the other system: {@code crm}, {@code shop}
 * @param id what the thing is called there; leading zeros count
 */
public record ExternalReferenceRequest(
        @NotNull @Line(max = 100) String source,
        @NotNull @Line(max = 200) String id) {

    public static @Nullable ExternalReference referenceOrNull(@Nullable ExternalReferenceRequest request) {
        return request == null ? null : new ExternalReference(request.source, request.id);
    }
}
