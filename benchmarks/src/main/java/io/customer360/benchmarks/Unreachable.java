package io.customer360.benchmarks;

import org.jspecify.annotations.Nullable;

/** Something that could not be measured, and why. */
record Unreachable(String name, String subject, @Nullable Target target, String reason) implements Measured {}
