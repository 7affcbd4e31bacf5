package io.customer360.command.customer;

import io.customer360.command.platform.validation.Line;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** Who of the staff looks after a customer. */
@Schema(description = "Who of the staff looks after a customer.", example = """
    {"owner":"Ann Smith"}\
    """)
record OwnerRequest(@NotNull @Line String owner) {}
