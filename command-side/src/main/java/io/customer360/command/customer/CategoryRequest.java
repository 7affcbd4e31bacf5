package io.customer360.command.customer;

import io.customer360.command.platform.validation.Line;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** The value of one category. */
@Schema(description = "The value of one category.", example = """
    {"value":"machinery"}\
    """)
record CategoryRequest(@NotNull @Line String value) {}
