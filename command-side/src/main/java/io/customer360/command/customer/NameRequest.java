package io.customer360.command.customer;

import io.customer360.command.platform.validation.Line;
import jakarta.validation.constraints.NotNull;

/** The right name of a customer. */
record NameRequest(@NotNull @Line(max = 300) String name) {}
