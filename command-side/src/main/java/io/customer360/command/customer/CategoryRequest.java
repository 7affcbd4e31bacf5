package io.customer360.command.customer;

import io.customer360.command.platform.validation.Line;
import jakarta.validation.constraints.NotNull;

/** The value of one category. */
record CategoryRequest(@NotNull @Line String value) {}
