package io.customer360.command.customer;

import io.customer360.command.platform.validation.Line;
import jakarta.validation.constraints.NotNull;

/** Who of the staff looks after a customer. */
record OwnerRequest(@NotNull @Line String owner) {}
