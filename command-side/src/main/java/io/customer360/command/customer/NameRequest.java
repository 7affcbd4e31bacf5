package io.customer360.command.customer;

import io.customer360.command.platform.validation.Line;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** The right name of a customer. */
@Schema(description = "The right name of a customer.", example = """
    {"name":"Dawn Machinery Ltd."}\
    """)
record NameRequest(@NotNull @Line(max = 300) String name) {}
