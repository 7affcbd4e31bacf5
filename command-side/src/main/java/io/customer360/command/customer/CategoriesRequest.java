package io.customer360.command.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.customer360.command.customer.CustomerChange.ClassifyCustomer;
import io.customer360.command.platform.validation.Line;
import io.customer360.events.customer.CustomerBounds;
import io.customer360.events.customer.CustomerId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Several categories at once, by name; those with null are taken away, those not named stay as they are. */
@Schema(
        description =
                "Several categories at once, by name; those with null are taken away, those not named stay as they"
                        + " are.",
        example = """
            {"industry":"machinery","region":"east","importance":null}\
            """)
record CategoriesRequest(
        @Size(max = CustomerBounds.MOST_DETAILS) Map<@Line(max = 100) String, @Nullable @Line String> categories) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    CategoriesRequest {}

    ClassifyCustomer to(CustomerId customerId, Instant now, @Nullable Long expectedVersion) {
        Map<String, String> assigned = new HashMap<>();
        Set<String> removed = new HashSet<>();
        categories.forEach((category, value) -> {
            if (value == null) {
                removed.add(category);
            } else {
                assigned.put(category, value.strip());
            }
        });
        return new ClassifyCustomer(customerId, now, assigned, removed, expectedVersion);
    }
}
